package app.rapport.channel.email.send;

/// What the other server said. Codes are the three digits (0 when it never spoke) and RFC 3463.
public sealed interface SendResult {

    record Delivered(String reply) implements SendResult {}

    /// Worth another try; also when not the mail but the account is at fault, such as a wrong password.
    record TemporaryFailure(int code, String enhanced, String text) implements SendResult {}

    record PermanentFailure(int code, String enhanced, String text) implements SendResult {}
}
