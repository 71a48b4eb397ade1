/// HTML from strangers and from agents.
@NullMarked
package app.rapport.channel.email.html;

import org.jspecify.annotations.NullMarked;
