/// The e-mail adapter: receiving, parsing, threading ids, sending.
@NullMarked
package app.rapport.channel.email;

import org.jspecify.annotations.NullMarked;
