/// The receiving mail server: strict SMTP on virtual threads. Knows sockets and the protocol, nothing of accounts, tickets or
/// the database: who may be written to and what is kept is the [app.rapport.channel.email.smtp.Mailroom]'s decision.
@NullMarked
package app.rapport.channel.email.smtp;

import org.jspecify.annotations.NullMarked;
