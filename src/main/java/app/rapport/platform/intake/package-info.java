/// What arrived, raw and durable, before anybody looked at it.
@NullMarked
@NamedInterface("intake")
package app.rapport.platform.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
