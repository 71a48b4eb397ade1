/// Reading MIME.
@NullMarked
package app.rapport.channel.email.mime;

import org.jspecify.annotations.NullMarked;
