package app.rapport.desk.live;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// How events are written: `text/event-stream` (WHATWG HTML 9.2).
final class Events {

    static final String RESET = "event: reset\ndata: {}\n\n";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Events() {}

    static String of(String event, Object data) {
        return "event: " + event + "\ndata: " + JSON.writeValueAsString(data) + "\n\n";
    }

    static String ready(String streamId, int incarnation, long position) {
        return of("ready", Map.of("streamId", streamId, "incarnation", incarnation, "position", position));
    }

    /// Everything up to here has been told. Sent at the end of what belongs together and in silence, never in between: a screen that
    /// comes back after it misses nothing.
    static String upTo(int incarnation, long position) {
        return "event: position\nid: " + incarnation + ":" + position + "\ndata: {}\n\n";
    }
}
