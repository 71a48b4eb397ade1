/// The append-only log of facts, the commands that write it and the readers that follow it.
@NullMarked
@NamedInterface("journal")
package app.rapport.platform.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
