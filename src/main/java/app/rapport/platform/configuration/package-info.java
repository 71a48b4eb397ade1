/// Records that administrators define, with versions; secrets lie apart, encrypted.
@NullMarked
@NamedInterface("configuration")
package app.rapport.platform.configuration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
