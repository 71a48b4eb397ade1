package app.rapport.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mailbox, later a number, a chat widget, a page: where a channel comes in and goes out.
public record ChannelAccount(
        long id, String kind, long brandId, @Nullable Long teamId, String name, String address, boolean active, MailboxSettings settings, boolean hasPassword,
        @Nullable String problem, Instant createdAt, long version) {}
