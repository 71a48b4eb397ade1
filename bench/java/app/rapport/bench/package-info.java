/// The benchmark that anyone can rerun: `./rapport bench`. Its last results lie in bench/results.
@NullMarked
package app.rapport.bench;

import org.jspecify.annotations.NullMarked;
