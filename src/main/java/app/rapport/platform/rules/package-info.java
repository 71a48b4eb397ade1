/// One condition language with two interpreters: SQL and in memory.
@NullMarked
@NamedInterface("rules")
package app.rapport.platform.rules;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
