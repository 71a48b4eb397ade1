/// The SQL of the platform.
@NullMarked
package app.rapport.platform.store;

import org.jspecify.annotations.NullMarked;
