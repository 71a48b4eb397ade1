/// ICU messages, the same files that the desk uses.
@NullMarked
@NamedInterface("words")
package app.rapport.platform.words;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
