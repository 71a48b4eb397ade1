package app.rapport.scenarios;

import static app.rapport.testing.Cast.LINUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.testing.Cast;
import app.rapport.testing.MoodyMailServer;
import app.rapport.testing.Program;
import app.rapport.testing.ProgramProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/// Who stops the program loses nothing: what is under way comes to its end, what is planned happens after the next start.
class StopTest {

    private ProgramProcess program;
    private MoodyMailServer world;

    @BeforeEach
    void start() {
        world = new MoodyMailServer();
        program = new ProgramProcess();
        program.start();
        assertThat(program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(world.port(), false)).status()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        program.close();
        world.close();
    }

    /// How one asks a program to stop.
    enum Way {
        KILL(ProgramProcess::stop), CTRL_C(ProgramProcess::interrupt);

        private final Function<ProgramProcess, Boolean> stop;

        Way(Function<ProgramProcess, Boolean> stop) {
            this.stop = stop;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_request_a_mail_and_a_planned_reply_survive_the_stop(Way way) throws IOException {
        new Cast(program.smtpPort()).writes(LINUS, "Planned", "Hello", Map.of());
        var planned = ticket("Planned").path("id").asLong();
        program.call("POST", "/api/v1/tickets/" + planned + "/messages",
                Map.of("kind", "reply", "bodyHtml", "<p>Later</p>", "clientMessageId", "later", "delaySeconds", 5));

        try (var mail = new Socket("127.0.0.1", program.smtpPort()); var request = new Socket("127.0.0.1", program.httpPort())) {
            var answers = new BufferedReader(new InputStreamReader(mail.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answers.readLine()).startsWith("220");
            for (var line : new String[] {"HELO linus", "MAIL FROM:<" + LINUS + ">", "RCPT TO:<" + Cast.SUPPORT + ">", "DATA"}) {
                write(mail, line + "\r\n");
                assertThat(answers.readLine()).matches("[23]5.*");
            }
            write(mail, "Subject: Half a mail\r\n\r\nFirst half\r\n");
            var body = "{\"kind\":\"note\",\"bodyHtml\":\"<p>Half a request</p>\",\"clientMessageId\":\"half\"}";
            write(request, "POST /api/v1/tickets/" + planned + "/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer " + Program.TOKEN
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body.substring(0, 20));

            var stopped = CompletableFuture.supplyAsync(() -> way.stop.apply(program));
            await().until(() -> !accepts(program.httpPort()));
            write(request, body.substring(20));
            assertThat(new BufferedReader(new InputStreamReader(request.getInputStream(), StandardCharsets.UTF_8)).readLine()).contains("201");
            write(mail, "Second half\r\n.\r\n");
            assertThat(answers.readLine()).startsWith("250");
            assertThat(stopped.join()).isTrue();
        }
        await().until(() -> program.postmasters() == 0);
        assertThat(Files.readString(program.log())).doesNotContain("ended by itself", "ERROR");

        program.start();
        assertThat(ticket("Half a mail").path("preview").asString()).isEqualTo("First half Second half");
        assertThat(program.get("/api/v1/tickets/" + planned + "/messages").path("items").valueStream().map(message -> message.path("kind").asString())).contains("note");
        await().atMost(Duration.ofMinutes(1)).until(() -> world.taken().size() == 1);
        assertThat(world.taken().getFirst()).contains("Later");
    }

    private static boolean accepts(int port) {
        try (var ignored = new Socket("127.0.0.1", port)) {
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private JsonNode ticket(String subject) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> program.get("/api/v1/tickets").path("items").valueStream()
                .filter(item -> item.path("subject").asString().equals(subject)).findFirst(), java.util.Optional::isPresent).orElseThrow();
    }
}
