/// Foreign HTML made harmless and readable: parsed, its style sheet rewritten, quotes folded, sanitised last. Nothing in what
/// comes out fetches anything or runs anything.
@NullMarked
package app.rapport.channel.email.html;

import org.jspecify.annotations.NullMarked;
