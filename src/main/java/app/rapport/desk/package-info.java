/// The screen of the agent: views and their counts, the list, search, the live stream, presence, bootstrap. Owns projections
/// only and writes no facts.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform::configuration", "platform::crypto", "platform::database", "platform::files", "platform::intake", "platform::jobs", "platform::journal", "platform::outbound", "platform::rules", "platform::search", "platform::templates", "platform::time", "platform::web", "platform::words", "workspace", "customer", "ticket", "ticket::spi", "channel"})
package app.rapport.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
