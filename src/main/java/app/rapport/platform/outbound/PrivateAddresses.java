package app.rapport.platform.outbound;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;

/// Addresses that are not on the public internet, or that only look as if they were: those of IPv6 that carry one of IPv4 are
/// judged by what they carry.
final class PrivateAddresses {

    /// IANA's special-purpose registries (RFC 6890 and what came after it), as network and length of its prefix.
    private static final List<Network> NOT_PUBLIC = networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10",
            "ff00::/8");

    /// Where an IPv4 address lies inside: NAT64 (RFC 6052, 8215), 6to4 (RFC 3056), mapped and compatible ones.
    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(network("64:ff9b::/96"), 12), new Carrier(network("64:ff9b:1::/48"), 12), new Carrier(network("2002::/16"), 2),
            new Carrier(network("::ffff:0:0:0/96"), 12), new Carrier(network("::/96"), 12));

    private record Network(int bytes, BigInteger prefix, int rest) {
        boolean contains(byte[] address) {
            return address.length == bytes && new BigInteger(1, address).shiftRight(rest).equals(prefix);
        }
    }

    private record Carrier(Network network, int at) {}

    private PrivateAddresses() {}

    static boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    private static boolean contains(byte[] address) {
        if (NOT_PUBLIC.stream().anyMatch(network -> network.contains(address))) return true;
        return CARRIERS.stream().filter(carrier -> carrier.network().contains(address))
                .anyMatch(carrier -> contains(java.util.Arrays.copyOfRange(address, carrier.at(), carrier.at() + 4)));
    }

    private static List<Network> networks(String... written) {
        return java.util.Arrays.stream(written).map(PrivateAddresses::network).toList();
    }

    private static Network network(String written) {
        var slash = written.indexOf('/');
        var address = InetAddress.ofLiteral(written.substring(0, slash)).getAddress();
        var rest = address.length * 8 - Integer.parseInt(written.substring(slash + 1));
        return new Network(address.length, new BigInteger(1, address).shiftRight(rest), rest);
    }
}
