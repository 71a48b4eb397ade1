package app.rapport.desk.web;

import app.rapport.desk.live.LiveStreams;
import app.rapport.desk.live.Sink;
import app.rapport.platform.journal.Actor;
import app.rapport.workspace.Session;
import app.rapport.workspace.Sessions;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The live stream: server-sent events, resumed by position.
@RestController
@RequestMapping("/api/v1/stream")
class StreamController {

    record TopicsRequest(@NotNull List<@NotNull String> topics) {}

    private final LiveStreams streams;

    StreamController(LiveStreams streams) {
        this.streams = streams;
    }

    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    @GetMapping(produces = "text/event-stream")
    void open(@RequestParam(defaultValue = "") String topics, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Actor by, HttpServletRequest request, HttpServletResponse response) {
        var wanted = streams.wanted(Arrays.stream(topics.split(",")).map(String::strip).filter(topic -> !topic.isEmpty()).toList(), by);
        response.setContentType("text/event-stream");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // For proxies that would collect events (nginx).
        response.setHeader("X-Accel-Buffering", "no");
        var context = request.startAsync();
        context.setTimeout(0);
        streams.open(wanted, lastEventId, by, Sessions.ofRequest().map(Session::id).orElse(null), new Writing(context));
    }

    @PutMapping("/{streamId}/topics")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(@PathVariable String streamId, @Valid @RequestBody TopicsRequest request, Actor by) {
        streams.follow(streamId, request.topics(), by);
    }

    private record Writing(AsyncContext context, AtomicBoolean closed) implements Sink {

        Writing(AsyncContext context) {
            this(context, new AtomicBoolean());
        }

        @Override
        public void write(String text) throws IOException {
            var out = context.getResponse().getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) context.complete();
        }
    }
}
