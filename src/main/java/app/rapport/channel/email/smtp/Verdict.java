package app.rapport.channel.email.smtp;

/// What the mailroom says to a recipient or a mail. Codes are three digits and RFC 3463, for example 550 and 5.1.1.
public sealed interface Verdict {

    record Accepted(String text) implements Verdict {}

    record Refused(int code, String enhanced, String text) implements Verdict {
        public Refused {
            if (code < 500 || code > 599 || !enhanced.startsWith("5.")) throw new IllegalArgumentException(code + " " + enhanced);
        }
    }

    record TryLater(int code, String enhanced, String text) implements Verdict {
        public TryLater {
            if (code < 400 || code > 499 || !enhanced.startsWith("4.")) throw new IllegalArgumentException(code + " " + enhanced);
        }
    }

    Verdict ACCEPTED = new Accepted("Ok");
    Verdict UNKNOWN_RECIPIENT = new Refused(550, "5.1.1", "No such mailbox here");
    Verdict OUT_OF_ORDER = new TryLater(451, "4.3.0", "Cannot store mail just now, try again");
}
