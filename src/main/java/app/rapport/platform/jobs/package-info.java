/// Jobs and timers that survive restarts.
@NullMarked
@NamedInterface("jobs")
package app.rapport.platform.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
