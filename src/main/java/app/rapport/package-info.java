/// The program as a whole: start-up and command line. What a module owns stands in its own package-info.
@NullMarked
package app.rapport;

import org.jspecify.annotations.NullMarked;
