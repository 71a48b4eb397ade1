package app.rapport.channel.email.smtp;

import java.net.InetAddress;

/// Who is connected: the address, the name it gave itself, and whether the line is encrypted.
public record Client(InetAddress address, String name, boolean tls) {}
