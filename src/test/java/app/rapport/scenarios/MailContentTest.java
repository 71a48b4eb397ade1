package app.rapport.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.rapport.platform.time.Time;
import app.rapport.testing.Cast;
import app.rapport.testing.Program;
import app.rapport.testing.RawClient;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A designed mail is shown in a frame that can do nothing; its sender learns nothing unless the agent asks for his pictures.
class MailContentTest {

    private static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static Program program;
    private static HttpServer elsewhere;
    /// What the sender's server was asked for, with what it was told.
    private static final List<String> ASKED = new CopyOnWriteArrayList<>();
    private static JsonNode message;

    @BeforeAll
    static void linusSendsAPage() throws IOException {
        program = new Program();
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            ASKED.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet());
            var path = exchange.getRequestURI().getPath();
            exchange.getResponseHeaders().set("Content-Type", path.endsWith(".svg") ? "image/svg+xml" : "image/png");
            exchange.getResponseHeaders().set("Set-Cookie", "seen=yes");
            if (path.equals("/moved.png")) exchange.getResponseHeaders().set("Location", "/logo.png");
            var content = "PNG".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.equals("/moved.png") ? 302 : 200, path.equals("/huge.png") ? 20 << 20 : content.length);
            try (var out = exchange.getResponseBody()) {
                if (!path.equals("/huge.png")) out.write(content);
                else for (var i = 0; i < 20 << 4; i++) out.write(new byte[1 << 16]);
            } catch (IOException hungUp) {
                // more was not wanted
            }
        });
        elsewhere.start();
        program.call("POST", "/api/v1/channel-accounts", Cast.supportMailbox(25, false));
        var host = "http://127.0.0.1:" + elsewhere.getAddress().getPort();
        try (var client = RawClient.greeted(program.smtpPort())) {
            client.deliver(Cast.LINUS, Cast.SUPPORT, String.join("\r\n", "From: " + Cast.LINUS, "To: " + Cast.SUPPORT, "Subject: A page", "Message-ID: <page@example.org>",
                    "MIME-Version: 1.0", "Content-Type: multipart/related; boundary=b", "", "--b", "Content-Type: text/html; charset=utf-8", "",
                    "<table><tr><td bgcolor=red><table width=600><tr><td><script>alert(1)</script><b>Hello</b> <img src='cid:seam@x' alt=seam>",
                    "<img src='" + host + "/logo.png?to=linus&amp;n=1'><img src='" + host + "/drawing.svg'><img src='" + host + "/huge.png'><img src='" + host + "/moved.png'>",
                    "</td></tr></table></td></tr></table>", "--b", "Content-Type: image/png", "Content-ID: <seam@x>", "Content-Transfer-Encoding: base64", "", PIXEL, "--b--", ""));
        }
        var ticket = await().until(() -> {
            program.settle();
            return program.get("/api/v1/tickets").path("items");
        }, items -> !items.isEmpty()).get(0).path("id").asLong();
        message = program.get("/api/v1/tickets/" + ticket + "/messages").path("items").get(0);
    }

    @AfterAll
    static void stop() {
        elsewhere.stop(0);
        program.close();
    }

    @Test
    void the_body_is_a_page_that_can_do_nothing_and_asks_nobody() {
        ASKED.clear();
        var page = program.fetch(message.path("contentUrl").asString(), Map.of());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy")).containsExactly("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        var html = text(page.body());
        assertThat(html).contains("<b>Hello</b>").doesNotContain("<script", " src=\"http");
        assertThat(message.path("appearance").asString()).isEqualTo("designed");
        assertThat(message.path("hasRemotePictures").asBoolean()).isTrue();
        assertThat(ASKED).isEmpty();
    }

    @Test
    void a_picture_that_came_along_is_shown_by_a_link_that_ends_after_ten_minutes() {
        var link = found("src=\"(/content/files/[^\"]+)\"", message.path("bodyHtml").asString()).getFirst();
        assertThat(program.fetch(link, Map.of()).headers().firstValue("Content-Type")).contains("image/png");
        var content = message.path("contentUrl").asString();
        program.bean(Time.class).advance(Duration.ofMinutes(11));
        assertThat(program.fetch(link, Map.of()).statusCode()).isEqualTo(404);
        assertThat(program.fetch(content, Map.of()).statusCode()).isEqualTo(404);
        var again = program.get("/api/v1/tickets/1001/messages").path("items").get(0);
        assertThat(program.fetch(again.path("contentUrl").asString(), Map.of()).statusCode()).isEqualTo(200);
        message = again;
    }

    @Test
    void pictures_from_elsewhere_come_through_us_once_asked_for_if_they_are_small_and_pictures() {
        ASKED.clear();
        var page = text(program.fetch(message.path("contentUrlWithPictures").asString(), Map.of()).body());
        var links = found("src=\"(/content/pictures/[^\"]+)\"", page);
        assertThat(links).hasSize(4);
        assertThat(ASKED).isEmpty();
        var logo = program.fetch(links.get(0), Map.of("Cookie", "rapport_session=mine", "Referer", "http://localhost/inbox"));
        assertThat(text(logo.body())).isEqualTo("PNG");
        assertThat(logo.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(ASKED).singleElement().asString().startsWith("/logo.png?to=linus&n=1 ").doesNotContainIgnoringCase("cookie", "referer", "user-agent");
        assertThat(program.fetch(links.get(1), Map.of()).statusCode()).as("a drawing can hold scripts").isEqualTo(404);
        assertThat(program.fetch(links.get(2), Map.of()).statusCode()).as("too large").isEqualTo(404);
        assertThat(text(program.fetch(links.get(3), Map.of()).body())).as("one that has moved").isEqualTo("PNG");
        assertThat(program.fetch(links.get(0).replaceFirst("\\d+$", "99"), Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void no_cookie_and_no_other_links_signature_opens_content() {
        var session = program.fetch("/content/mail/1.0000000000000000", Map.of("Cookie", "rapport_session=whatever", "Authorization", "Bearer " + Program.TOKEN));
        assertThat(session.statusCode()).isEqualTo(404);
        var file = found("src=\"/content/files/([^\"]+)\"", message.path("bodyHtml").asString()).getFirst();
        assertThat(program.fetch("/content/mail/" + file, Map.of()).statusCode()).isEqualTo(404);
        assertThat(program.fetch("/content/pictures/" + file + "/0", Map.of()).statusCode()).isEqualTo(404);
    }

    private static List<String> found(String pattern, String html) {
        return Pattern.compile(pattern).matcher(html).results().map(result -> result.group(1)).toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
