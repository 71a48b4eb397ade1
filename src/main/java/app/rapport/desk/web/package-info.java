/// The HTTP API of the desk.
@NullMarked
package app.rapport.desk.web;

import org.jspecify.annotations.NullMarked;
