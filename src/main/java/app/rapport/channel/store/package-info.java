/// The SQL of channels.
@NullMarked
package app.rapport.channel.store;

import org.jspecify.annotations.NullMarked;
