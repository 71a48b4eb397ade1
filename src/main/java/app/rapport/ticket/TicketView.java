package app.rapport.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket as lists, pages and the live stream show it: names beside ids, and what the viewer may do with it.
///
/// @param replyTo where an answer goes when nothing else is said; this and `proposals` only of a ticket that was asked for by itself,
///                not there in lists: whoever keeps tickets keeps what he knows
@Schema(name = "Ticket")
public record TicketView(
        long id, long number, long version, String subject, Status status, Priority priority, @Nullable Named assignee, @Nullable Named team, Contact contact,
        List<String> tags, @Nullable Instant snoozedUntil, Instant createdAt, Instant updatedAt, String channel, @Nullable String preview, boolean hasDraft,
        int messageCount, @Nullable Numbered followUpOf, Can can,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String replyTo, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Proposal> proposals) {

    public record Named(long id, String name) {}

    public record Numbered(long id, long number) {}

    /// @param name his address, if he has no name
    @Schema(name = "TicketContact")
    public record Contact(long id, String name) {}

    /// A ticket that this one may belong to.
    @Schema(name = "Proposal")
    public record Proposal(long id, long number, String subject, int score, List<Part> parts) {}

    @Schema(name = "ProposalPart")
    public record Part(
            @Schema(allowableValues = {"signed-id", "signed-for-sender", "signed-address", "reference", "referenced-by", "not-addressed", "number-in-subject", "same-subject", "participant", "stranger"}) String part,
            int points) {}

    @Schema(name = "TicketCan")
    public record Can(boolean edit, boolean reply, boolean note, boolean assign) {}
}
