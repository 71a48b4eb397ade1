package app.rapport.channel;

import app.rapport.workspace.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mailbox, later a number, a chat widget, a page: where a channel comes in and goes out.
public record ChannelAccount(
        long id, String kind, long brandId, @Nullable Long teamId, String name, String address, boolean active, MailboxSettings settings, boolean hasPassword,
        @Nullable String problem, Instant createdAt, long version) {

    /// Where a ticket that comes in by it is at first.
    public Place place() {
        return new Place(teamId, brandId, null);
    }
}
