package app.rapport.channel.email.send;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A file that goes along; read when it is sent, perhaps more than once.
///
/// @param contentId of inline pictures, without brackets
public record OutgoingFile(String name, String contentType, @Nullable String contentId, Source source) {

    /// Opens the bytes anew.
    public interface Source {
        InputStream open() throws IOException;
    }
}
