package app.rapport.channel.email.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// Keeps what it is given. Knows the mailbox of `@rapport.test`, and what a test tells it to answer.
final class RecordingMailroom implements Mailroom {

    record Mail(Envelope envelope, long size, boolean inMemory, String text, byte[] sha256) {}

    final List<Mail> mails = new CopyOnWriteArrayList<>();
    volatile Function<Envelope, Verdict> answer = _ -> Verdict.ACCEPTED;

    @Override
    public Verdict recipient(String from, String address, Client client) {
        if (address.startsWith("later@")) return new Verdict.TryLater(450, "4.2.1", "Asleep");
        if (address.startsWith("broken@")) throw new IllegalStateException("the database is away");
        return address.toLowerCase(java.util.Locale.ROOT).endsWith("@rapport.test") || address.equalsIgnoreCase("postmaster")
                ? Verdict.ACCEPTED : new Verdict.Refused(550, "5.7.1", "We do not relay");
    }

    @Override
    public Verdict accept(Envelope envelope, Body body) {
        var verdict = answer.apply(envelope);
        try (var in = body.open()) {
            var text = new String(in.readNBytes(2_000_000), StandardCharsets.UTF_8);
            if (verdict instanceof Verdict.Accepted) mails.add(new Mail(envelope, body.size(), body.inMemory(), text, body.sha256()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return verdict;
    }
}
