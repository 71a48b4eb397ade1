package app.rapport.ticket;

import app.rapport.customer.Handle;
import app.rapport.platform.files.FileHash;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A message that came in by any channel, in one neutral form.
///
/// @param teamId whose work it is at first; @param automatic null from a person
/// @param evidence what says which ticket it belongs to
public record InboundMessage(
        String channel, long accountId, long brandId, @Nullable Long teamId, Sender sender, List<Recipient> recipients, String subject,
        Message.Body body, List<File> files, @Nullable String automatic, @Nullable String externalId, byte[] contentHash, Instant receivedAt, Evidence evidence) {

    public record Sender(long contactId, long handleId, String name, String address) {}

    public record File(FileHash file, String name, String contentType, long size, boolean inline, @Nullable String contentId) {}

    /// Folded addresses of who wrote it and of everybody it is addressed to.
    Set<String> participants() {
        return Stream.concat(Stream.of(sender.address), recipients.stream().map(recipient -> Handle.email(recipient.address()).value())).collect(Collectors.toSet());
    }

    /// On one line, and no longer than a ticket's may be.
    String ticketSubject() {
        var clean = subject.replaceAll("\\s+", " ").strip();
        return clean.length() <= TicketEdit.LONGEST_SUBJECT ? clean : clean.substring(0, TicketEdit.LONGEST_SUBJECT);
    }

    /// @param signed named by ids of ours whose signature holds
    /// @param addressedTicketId named by the signed part of the address it was sent to
    /// @param references ids of the mails before it
    /// @param sinceOurs those after the last of ours: they may be late, the others we knew when we wrote it
    /// @param subjectNumber ticket number in the subject
    public record Evidence(List<Signed> signed, @Nullable Long addressedTicketId, List<String> references, List<String> sinceOurs, @Nullable Long subjectNumber) {

        public static final Evidence NONE = new Evidence(List.of(), null, List.of(), List.of(), null);

        /// @param address whom the mail with this id was sent to, folded
        public record Signed(long ticketId, String address) {}
    }
}
