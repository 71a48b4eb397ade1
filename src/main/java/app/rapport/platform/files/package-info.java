/// Content-addressed files.
@NullMarked
@NamedInterface("files")
package app.rapport.platform.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
