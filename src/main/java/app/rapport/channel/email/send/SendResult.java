package app.rapport.channel.email.send;

/// What the other server said. Codes are the three digits (0 when it never spoke) and RFC 3463.
public sealed interface SendResult {

    record Delivered(String reply) implements SendResult {}

    /// Worth another try. @param account whether not this mail but its account is at fault: the server is away, the password is wrong
    record TemporaryFailure(int code, String enhanced, String text, boolean account) implements SendResult {}

    record PermanentFailure(int code, String enhanced, String text) implements SendResult {}
}
