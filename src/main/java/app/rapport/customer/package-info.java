/// Who writes to us: contacts and the handles they are reached at. Of many threads with one handle, one makes the contact.
/// Knows nothing of tickets. Writes the facts of contacts.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform::configuration", "platform::crypto", "platform::database", "platform::files", "platform::intake", "platform::jobs", "platform::journal", "platform::outbound", "platform::rules", "platform::search", "platform::templates", "platform::time", "platform::web", "platform::words", "workspace"})
package app.rapport.customer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
