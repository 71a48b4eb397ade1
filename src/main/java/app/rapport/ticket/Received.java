package app.rapport.ticket;

/// What became of a message that came in.
public sealed interface Received {

    record Opened(long ticketId, long messageId) implements Received {}

    record Joined(long ticketId, long messageId) implements Received {}

    /// The very same message is there already.
    record Duplicate() implements Received {}
}
