/// The HTTP API of channels.
@NullMarked
package app.rapport.channel.web;

import org.jspecify.annotations.NullMarked;
