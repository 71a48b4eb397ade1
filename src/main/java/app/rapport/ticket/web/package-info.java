/// The HTTP API of tickets.
@NullMarked
package app.rapport.ticket.web;

import org.jspecify.annotations.NullMarked;
