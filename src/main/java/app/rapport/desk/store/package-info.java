/// The SQL of the desk: published views and its own projection.
@NullMarked
package app.rapport.desk.store;

import org.jspecify.annotations.NullMarked;
