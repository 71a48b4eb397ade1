package app.rapport.channel.email.mime;

import org.jspecify.annotations.Nullable;

/// Nothing usable can be made of the bytes.
public final class UnparseableMail extends RuntimeException {
    UnparseableMail(@Nullable Throwable cause) {
        super("This is not a mail", cause);
    }
}
