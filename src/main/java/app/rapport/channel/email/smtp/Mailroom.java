package app.rapport.channel.email.smtp;

/// Decides whose mail is taken and keeps it. Called on the session's own virtual thread, so both may block.
public interface Mailroom {

    /// `from` is empty for reports. Whatever is not accepted here is not relayed either: there is no other way in.
    Verdict recipient(String from, String address, Client client);

    /// Returns only when the mail is durable or refused. The body is closed by the server afterwards; an exception counts as
    /// [Verdict#OUT_OF_ORDER].
    Verdict accept(Envelope envelope, Body body);
}
