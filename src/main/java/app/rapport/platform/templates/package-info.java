/// Templates written by users (Liquid), fenced in.
@NullMarked
@NamedInterface("templates")
package app.rapport.platform.templates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
