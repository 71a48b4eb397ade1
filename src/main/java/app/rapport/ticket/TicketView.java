package app.rapport.ticket;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket as lists, pages and the live stream show it: names beside ids, and what the viewer may do with it.
@Schema(name = "Ticket")
public record TicketView(
        long id, long number, long version, String subject, Status status, Priority priority, @Nullable Named assignee, @Nullable Named team, Contact contact,
        List<String> tags, @Nullable Instant snoozedUntil, Instant createdAt, Instant updatedAt, String channel, @Nullable String preview, boolean hasDraft,
        int messageCount, @Nullable Numbered followUpOf, List<Proposal> proposals, Can can) {

    public record Named(long id, String name) {}

    public record Numbered(long id, long number) {}

    @Schema(name = "TicketContact")
    public record Contact(long id, String name, @Nullable String address) {}

    /// A ticket that this one may belong to. Only on a ticket's own page.
    @Schema(name = "Proposal")
    public record Proposal(long id, long number, String subject, int score, List<Part> parts) {}

    @Schema(name = "ProposalPart")
    public record Part(String part, int points) {}

    @Schema(name = "TicketCan")
    public record Can(boolean edit, boolean reply, boolean note, boolean assign) {}
}
