/// What each channel implements.
@NullMarked
@NamedInterface("spi")
package app.rapport.channel.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
