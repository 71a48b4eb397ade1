/// Finds in the lines of a mail what its author wrote now, what is quoted and what is signature. Knows lines, not HTML: plain
/// text and HTML come to the same form first.
@NullMarked
package app.rapport.channel.email.quoting;

import org.jspecify.annotations.NullMarked;
