/// The SQL of tickets.
@NullMarked
package app.rapport.ticket.store;

import org.jspecify.annotations.NullMarked;
