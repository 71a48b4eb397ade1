package app.rapport.ticket;

/// Whom a message is addressed to.
///
/// @param role to, cc or bcc
public record Recipient(String role, String address, String name) {}
