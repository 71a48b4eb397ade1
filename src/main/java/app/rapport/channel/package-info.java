/// How messages come in and go out: accounts, intake with its held mail, delivery with its retries. The adapters in its
/// sub-packages know it; it does not know them. Writes the facts of channel accounts.
@NullMarked
@ApplicationModule(allowedDependencies = {"platform", "platform::configuration", "platform::crypto", "platform::database", "platform::files", "platform::intake", "platform::jobs", "platform::journal", "platform::outbound", "platform::rules", "platform::search", "platform::templates", "platform::time", "platform::web", "platform::words", "workspace", "customer", "ticket", "ticket::spi"})
package app.rapport.channel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
