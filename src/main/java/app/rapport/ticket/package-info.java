/// The heart: tickets, their messages, threads, drafts and time line. Knows no channel: what leaves goes through `spi.Dispatch`.
/// Writes the facts of tickets.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform::configuration", "platform::crypto", "platform::database", "platform::files", "platform::intake", "platform::jobs", "platform::journal", "platform::outbound", "platform::rules", "platform::search", "platform::templates", "platform::time", "platform::web", "platform::words", "workspace", "customer"})
package app.rapport.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
