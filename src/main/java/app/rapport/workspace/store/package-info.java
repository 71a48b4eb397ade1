/// The SQL of the workspace.
@NullMarked
package app.rapport.workspace.store;

import org.jspecify.annotations.NullMarked;
