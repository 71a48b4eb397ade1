/// The live stream: tells each open screen that there is something new after a position, with small patches. It follows the
/// journal on every node and keeps nothing.
@NullMarked
package app.rapport.desk.live;

import org.jspecify.annotations.NullMarked;
