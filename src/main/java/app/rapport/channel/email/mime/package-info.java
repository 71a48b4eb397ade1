/// Raw mail to something one can work with. mime4j cuts the stream, everything that decodes is ours, since real mail is broken
/// in ways that no standard library forgives. Pure: nothing here knows accounts or tickets.
@NullMarked
package app.rapport.channel.email.mime;

import org.jspecify.annotations.NullMarked;
