package app.rapport.channel.email.smtp;

import java.util.List;

/// What was said before DATA. `from` is empty for reports (`<>`); `recipients` are those the mailroom took, without doubles.
public record Envelope(String from, List<String> recipients, boolean utf8, Client client) {

    public Envelope {
        recipients = List.copyOf(recipients);
    }
}
