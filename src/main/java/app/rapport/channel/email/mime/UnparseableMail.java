package app.rapport.channel.email.mime;

import java.io.UncheckedIOException;
import java.util.function.Supplier;

/// There is nothing that can be read in the bytes. The message is for people.
public final class UnparseableMail extends RuntimeException {

    UnparseableMail(String message) {
        super(message);
    }

    private UnparseableMail(Throwable cause) {
        super("Its reader failed: " + cause, cause);
    }

    /// What reading answers. A pure step that fails on a mail, or that the mail leads too deep, fails again whenever it is tried: the mail
    /// cannot be read. That the disk fails or memory is short passes, and is thrown as it is.
    ///
    /// @param reading of what the mail says alone: asks no database
    public static <T> T ifFails(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnparseableMail | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnparseableMail(e);
        }
    }
}
