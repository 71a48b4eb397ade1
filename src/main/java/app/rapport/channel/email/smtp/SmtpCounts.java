package app.rapport.channel.email.smtp;

/// Open sessions now; since the start: connections, those turned away by a limit, those encrypted; mails accepted, refused and
/// deferred after DATA, bytes of those received whole, and commands that were wrong.
public record SmtpCounts(int open, long connections, long turnedAway, long encrypted, long accepted, long refused, long deferred,
        long bytes, long errors) {}
