package app.rapport.channel.email.mime;

/// There is nothing usable in the bytes: no header, no text.
public final class UnparseableMail extends RuntimeException {

    UnparseableMail(String message) {
        super(message);
    }
}
