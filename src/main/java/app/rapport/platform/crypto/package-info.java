/// Secrets, signatures and random tokens.
@NullMarked
@NamedInterface("crypto")
package app.rapport.platform.crypto;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
