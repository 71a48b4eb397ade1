/// What tests of all modules share.
@NullMarked
package app.rapport.testing;

import org.jspecify.annotations.NullMarked;
