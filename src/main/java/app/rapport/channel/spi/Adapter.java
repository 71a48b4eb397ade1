package app.rapport.channel.spi;

import app.rapport.platform.intake.Intake;
import app.rapport.ticket.InboundMessage.Evidence;
import app.rapport.ticket.InboundMessage.File;
import app.rapport.ticket.Message;
import app.rapport.ticket.Recipient;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How one kind of channel reads what arrived. Reading may take long and touch files; it changes nothing of the business.
public interface Adapter {

    /// The kind of intake that it reads.
    String kind();

    Reading read(Intake.Open open);

    sealed interface Reading {}

    /// A message for a ticket.
    record Incoming(
            From from, List<Recipient> recipients, String subject, Message.Body body, List<File> files, @Nullable String automatic, @Nullable String externalId,
            byte[] contentHash, Evidence evidence) implements Reading {

        /// Its own id, and those of mails before it that may come late.
        public Stream<String> ids() {
            return Stream.concat(Stream.ofNullable(externalId), evidence.sinceOurs().stream());
        }

        /// As one before it, or as itself.
        public boolean names(Incoming other) {
            var id = other.externalId;
            return id != null && (id.equals(externalId) || evidence.references().contains(id));
        }
    }

    record From(String address, String name) {}

    /// A report about something that we sent.
    ///
    /// @param permanent it will not arrive; otherwise it is only late
    /// @param mail the report itself, for people to read; whom it is from is empty where it does not say so
    record Report(long outboundId, boolean permanent, String reason, Incoming mail) implements Reading {}

    /// Not for a ticket by itself: put aside, seen, recoverable.
    record Suspicious(Intake.Held held) implements Reading {}
}
