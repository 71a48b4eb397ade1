/// Sending by SMTP: builds the MIME message and hands it to one server for one recipient. Whom to, when and how often is not
/// decided here.
@NullMarked
package app.rapport.channel.email.send;

import org.jspecify.annotations.NullMarked;
