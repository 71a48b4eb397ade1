/// The SQL of contacts.
@NullMarked
package app.rapport.customer.store;

import org.jspecify.annotations.NullMarked;
