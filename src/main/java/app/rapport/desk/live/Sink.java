package app.rapport.desk.live;

import java.io.IOException;

/// The far end of a stream.
public interface Sink {

    /// May block as long as the other side does not read.
    void write(String text) throws IOException;

    /// May be called twice.
    void close();
}
