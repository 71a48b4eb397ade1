/// What the heart needs of modules above it: they implement these.
@NullMarked
@NamedInterface("spi")
package app.rapport.ticket.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
