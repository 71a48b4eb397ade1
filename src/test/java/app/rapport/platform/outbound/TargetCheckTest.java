package app.rapport.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.rapport.platform.Invalid;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetCheckTest {

    private static final Map<String, List<InetAddress>> NAMES = Map.of(
            "mail.shop.example", addresses("1.1.1.1", "2606:4700::1"),
            "inside.shop.example", addresses("10.0.0.5"),
            "both.shop.example", addresses("1.1.1.1", "127.0.0.1"));

    private final TargetCheck strict = new TargetCheck(false, TargetCheckTest::find);
    private final TargetCheck open = new TargetCheck(true, TargetCheckTest::find);

    @Test
    void a_public_host_may_be_named_and_its_addresses_are_given() throws UnknownHostException {
        strict.check("outbound.host", "mail.shop.example");

        assertThat(strict.resolveAll("mail.shop.example")).isEqualTo(addresses("1.1.1.1", "2606:4700::1"));
        assertThat(strict.resolve("mail.shop.example")).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
    }

    @Test
    void a_private_host_is_refused_by_its_field() {
        var refusal = catchThrowableOfType(Invalid.class, () -> strict.check("outbound.host", "inside.shop.example"));

        assertThat(refusal.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("outbound.host");
            assertThat(error.code()).isEqualTo("private-target");
            assertThat(error.detail()).contains("RAPPORT_ALLOW_PRIVATE_TARGETS");
        });
    }

    @Test
    void one_private_address_among_public_ones_is_enough() {
        assertThatThrownBy(() -> strict.resolve("both.shop.example")).isInstanceOf(Invalid.class);
    }

    @Test
    void whoever_allows_private_targets_gets_them() throws UnknownHostException {
        open.check("outbound.host", "inside.shop.example");

        assertThat(open.resolve("inside.shop.example")).isEqualTo(InetAddress.ofLiteral("10.0.0.5"));
    }

    @Test
    void a_name_that_does_not_resolve_now_may_be_named_but_not_connected_to() {
        assertThatCode(() -> strict.check("outbound.host", "later.shop.example")).doesNotThrowAnyException();
        assertThatThrownBy(() -> strict.resolve("later.shop.example")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void mail_goes_to_ports_of_mail() {
        assertThatCode(() -> strict.checkMail("outbound", "mail.shop.example", 587)).doesNotThrowAnyException();
        assertThatCode(() -> open.checkMail("outbound", "mail.shop.example", 3025)).doesNotThrowAnyException();
        assertThatThrownBy(() -> strict.checkMail("outbound", "mail.shop.example", 6379)).isInstanceOf(Invalid.class).hasMessageContaining("587");
    }

    @Test
    void the_strange_spellings_of_loopback_are_refused_too() {
        var system = new TargetCheck(false, Resolver.SYSTEM);
        for (var host : List.of("localhost", "127.0.0.1", "127.1", "[::1]", "::ffff:127.0.0.1", "0.0.0.0", "2130706433")) {
            assertThatThrownBy(() -> system.resolve(host)).as(host).isInstanceOfAny(Invalid.class, UnknownHostException.class);
        }
    }

    @Test
    void a_socket_resolves_anew_when_it_connects() {
        var answers = new ArrayDeque<>(List.of(addresses("1.1.1.1"), addresses("127.0.0.1")));
        var rebinding = new TargetCheck(false, _ -> answers.remove());
        rebinding.check("outbound.host", "rebinding.example");

        assertThatThrownBy(() -> rebinding.sockets().createSocket("rebinding.example", 25)).isInstanceOf(Invalid.class);
    }

    @Test
    void a_socket_is_not_misled_by_an_address_that_was_resolved_by_somebody_else() throws IOException {
        try (var socket = strict.sockets().createSocket()) {
            var resolved = new InetSocketAddress(InetAddress.getByAddress("inside.shop.example", new byte[] {1, 1, 1, 1}), 25);
            assertThatThrownBy(() -> socket.connect(resolved, 10)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void an_allowed_socket_connects() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var socket = new TargetCheck(true, _ -> addresses("127.0.0.1")).sockets().createSocket("mail.shop.example", server.getLocalPort())) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    private static List<InetAddress> find(String host) throws UnknownHostException {
        var found = NAMES.get(host);
        if (found == null) throw new UnknownHostException(host);
        return found;
    }

    private static List<InetAddress> addresses(String... literals) {
        return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
    }
}
