package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/// A refusal on the wire (RFC 9457).
///
/// @param code stable, worded by screens with `params`; @param errors which fields break which rules
/// @param current the thing as it is now, when it was changed meanwhile
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        URI type, String title, int status, String code, @Nullable String detail, @Nullable Map<String, Object> params, @Nullable List<Invalid.Error> errors,
        @Nullable Object current) {

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(URI.create("urn:rapport:problem:" + code), status.getReasonPhrase(), status.value(), code, detail, null, null, null);
    }

    Problem with(Map<String, Object> more) {
        return new Problem(type, title, status, code, detail, more.isEmpty() ? null : more, errors, current);
    }

    Problem with(List<Invalid.Error> broken) {
        return new Problem(type, title, status, code, detail, params, broken, current);
    }

    Problem withCurrent(Object now) {
        return new Problem(type, title, status, code, detail, params, errors, now);
    }

    /// For what is refused before a controller hears of it.
    public void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(JsonMapper.shared().writeValueAsString(this));
    }

    ResponseEntity<Problem> answer() {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(this);
    }
}
