/// The company that works here: brands, agents, teams, roles and access, sign-in, API tokens, settings. Knows nothing of
/// customers or tickets. Writes the facts of agents, teams, brands, tokens and sessions.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform::configuration", "platform::crypto", "platform::database", "platform::files", "platform::intake", "platform::jobs", "platform::journal", "platform::outbound", "platform::rules", "platform::search", "platform::templates", "platform::time", "platform::web", "platform::words"})
package app.rapport.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
