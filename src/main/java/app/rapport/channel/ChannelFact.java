package app.rapport.channel;

import app.rapport.platform.journal.Fact;
import org.jspecify.annotations.Nullable;

/// What happens to channel accounts, and what people decide about mail that was held.
public sealed interface ChannelFact extends Fact {

    record AccountAdded(String kind, String name, String address, MailboxSettings settings, @Nullable Long teamId) implements ChannelFact {}

    record AccountChanged(State before, State after) implements ChannelFact {
        public record State(String name, boolean active, MailboxSettings settings, @Nullable Long teamId) {}
    }

    record PasswordChanged() implements ChannelFact {}

    record HeldMailRecovered(long ticketId) implements ChannelFact {}

    record HeldMailDismissed() implements ChannelFact {}
}
