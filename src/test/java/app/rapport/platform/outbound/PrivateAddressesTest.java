package app.rapport.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.integers;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255",
        "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
        "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:1::1", "2001:db8::1"})
    void what_is_not_public_is_known(String address) {
        assertThat(PrivateAddresses.contains(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "172.15.255.255",
        "172.32.0.0", "192.167.255.255", "223.255.255.255", "2606:4700::1", "2a00:1450::5", "64:ff9b::1.1.1.1", "2002:101:101::1"})
    void what_is_public_is_let_through(String address) {
        assertThat(PrivateAddresses.contains(InetAddress.ofLiteral(address))).isFalse();
    }

    @Test
    void an_address_that_carries_another_is_judged_by_it() {
        qt().forAll(integers().all()).check(bits -> {
            var carried = ByteBuffer.allocate(4).putInt(bits).array();
            var nat64 = ByteBuffer.allocate(16).putShort((short) 0x64).putShort((short) 0xff9b).position(12).put(carried).array();
            var sixToFour = ByteBuffer.allocate(16).putShort((short) 0x2002).put(carried).array();
            var isPrivate = PrivateAddresses.contains(address(carried));
            return PrivateAddresses.contains(address(nat64)) == isPrivate && PrivateAddresses.contains(address(sixToFour)) == isPrivate;
        });
    }

    @Test
    void whatever_the_jdk_calls_local_is_private() {
        qt().withExamples(10_000).forAll(integers().all(), integers().all()).check((first, last) -> {
            var four = address(ByteBuffer.allocate(4).putInt(first).array());
            var six = address(ByteBuffer.allocate(16).putInt(first).putInt(12, last).array());
            return (!isLocal(four) || PrivateAddresses.contains(four)) && (!isLocal(six) || PrivateAddresses.contains(six));
        });
    }

    private static boolean isLocal(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
