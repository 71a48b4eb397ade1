package app.rapport.platform.outbound;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.SocketFactory;

/// Sockets that connect to checked addresses only.
final class CheckedSockets extends SocketFactory {

    private final TargetCheck targets;

    CheckedSockets(TargetCheck targets) {
        this.targets = targets;
    }

    /// What was resolved before is resolved again, by us.
    private final class CheckedSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress target)) throw new SocketException("not an internet address: " + endpoint);
            super.connect(new InetSocketAddress(targets.resolve(target.getHostString()), target.getPort()), timeout);
        }
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new CheckedSocket(), InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return connected(new CheckedSocket(), new InetSocketAddress(address, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localAddress, int localPort) throws IOException {
        return connected(bound(localAddress, localPort), InetSocketAddress.createUnresolved(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        return connected(bound(localAddress, localPort), new InetSocketAddress(address, port));
    }

    private Socket bound(InetAddress localAddress, int localPort) throws IOException {
        var socket = new CheckedSocket();
        socket.bind(new InetSocketAddress(localAddress, localPort));
        return socket;
    }

    private static Socket connected(Socket socket, InetSocketAddress target) throws IOException {
        try {
            socket.connect(target);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }
}
