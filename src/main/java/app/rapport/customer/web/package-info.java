/// The HTTP API of contacts.
@NullMarked
package app.rapport.customer.web;

import org.jspecify.annotations.NullMarked;
