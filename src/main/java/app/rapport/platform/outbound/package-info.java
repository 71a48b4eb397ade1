/// Guards every connection that the program opens by itself to a host that somebody typed in.
@NullMarked
@NamedInterface("outbound")
package app.rapport.platform.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
