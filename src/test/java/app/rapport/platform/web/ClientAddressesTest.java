package app.rapport.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.rapport.platform.ServerSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressesTest {

    private final ClientAddresses behind = new ClientAddresses(new ServerSettings(Path.of("/"), null, URI.create("http://localhost"), List.of("10.0.0.0/8", "fd00::1"), false, null));

    private String seen(String peer, String... forwarded) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(peer);
        for (var line : forwarded) request.addHeader("X-Forwarded-For", line);
        return behind.of(request);
    }

    @Test
    void our_proxies_are_believed_and_nobody_else() {
        assertThat(seen("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(seen("203.0.113.9", "198.51.100.1")).as("a stranger says so").isEqualTo("203.0.113.9");
        assertThat(seen("10.0.0.2", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(seen("fd00::1", "2001:db8::7")).isEqualTo("2001:db8::7");
        assertThat(seen("10.0.0.2", "1.2.3.4, 198.51.100.1, 10.0.0.3")).as("what stands before the last stranger he wrote himself").isEqualTo("198.51.100.1");
        assertThat(seen("10.0.0.2", "1.2.3.4", "198.51.100.1")).as("he wrote the first line himself").isEqualTo("198.51.100.1");
        for (var nonsense : List.of("evil.example", "999.1.1.1", ":::", "", ",")) assertThat(seen("10.0.0.2", nonsense)).as(nonsense).isEqualTo("10.0.0.2");
        assertThat(seen("10.0.0.2", "999.1.1.1, 10.0.0.3")).isEqualTo("10.0.0.3");
    }
}
