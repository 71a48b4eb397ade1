package app.rapport.platform;

/// Something that takes connections, said at start-up in one line.
public interface Listening {
    String said();
}
