/// The one clock.
@NullMarked
@NamedInterface("time")
package app.rapport.platform.time;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
