package app.rapport.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DownloadsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            if (exchange.getRequestURI().getPath().equals("/away")) exchange.getResponseHeaders().set("Location", "http://inside.example:" + server.getAddress().getPort() + "/");
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/away") ? 302 : 200, 3);
            exchange.getResponseBody().write("PNG".getBytes());
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String at(String host) {
        return "http://" + host + ":" + server.getAddress().getPort();
    }

    @Test
    void a_private_host_is_not_asked_by_whatever_name() throws Exception {
        try (var downloads = new Downloads(new TargetCheck(false, Resolver.SYSTEM))) {
            for (var host : List.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1")) {
                assertThat(downloads.get(URI.create(at(host) + "/x.png"), Set.of("image/png"), 100)).as(host).isEmpty();
            }
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_redirect_into_our_network_is_not_followed() throws Exception {
        // The first host passes, as a public one would; the second does not.
        Resolver names = host -> {
            if (host.equals("outside.example")) return List.of(InetAddress.getLoopbackAddress());
            throw new UnknownHostException(host);
        };
        try (var downloads = new Downloads(new TargetCheck(true, names))) {
            assertThat(downloads.get(URI.create(at("outside.example") + "/away"), Set.of("image/png"), 100)).isEmpty();
            assertThat(asked).hasValue(1);
            assertThat(downloads.get(URI.create(at("outside.example") + "/x.png"), Set.of("image/png"), 100)).isPresent();
            assertThat(downloads.get(URI.create(at("outside.example") + "/x.png"), Set.of("image/gif"), 100)).as("of another kind").isEmpty();
            assertThat(downloads.get(URI.create(at("outside.example") + "/x.png"), Set.of("image/png"), 2)).as("larger").isEmpty();
            assertThat(downloads.get(URI.create("ftp://outside.example/x.png"), Set.of("image/png"), 100)).as("another protocol").isEmpty();
        }
    }
}
