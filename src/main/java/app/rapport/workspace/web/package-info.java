/// The HTTP API of the workspace.
@NullMarked
package app.rapport.workspace.web;

import org.jspecify.annotations.NullMarked;
