/// Tells mail of people from mail of machines, and reads reports of delivery and complaint. Pure.
@NullMarked
package app.rapport.channel.email.classify;

import org.jspecify.annotations.NullMarked;
