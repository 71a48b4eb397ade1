/// What tests share: the database, the cast, the peers.
@NullMarked
package app.rapport.testing;

import org.jspecify.annotations.NullMarked;
