package app.rapport.customer;

/// Whom a handle belongs to.
public sealed interface Resolution {

    long contactId();

    long handleId();

    record Known(long contactId, long handleId) implements Resolution {}

    record Created(long contactId, long handleId) implements Resolution {}
}
