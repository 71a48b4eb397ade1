package app.rapport.desk.live;

import app.rapport.ticket.Ticket;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A change as it is told to many streams: each wording is written once.
final class Telling {

    private final TicketChange change;
    private final Map<String, String> written = new HashMap<>();

    Telling(TicketChange change) {
        this.change = change;
    }

    @Nullable Ticket before() {
        return change.before();
    }

    Ticket now() {
        return change.now();
    }

    /// @param was in what the topic names; @param is in it now
    void about(String topic, boolean was, boolean is, Consumer<String> into) {
        if (!was && !is) return;
        var event = was && is ? "change" : is ? "entered" : "gone";
        into.accept(written.computeIfAbsent(event + topic, key -> Events.of(event, data(event, topic))));
    }

    private Map<String, Object> data(String event, String topic) {
        var data = new LinkedHashMap<String, Object>();
        data.put("topic", topic);
        data.put("type", "ticket");
        data.put("id", change.now().id());
        if (event.equals("gone")) return data;
        data.put("version", change.now().version());
        if (event.equals("entered")) return data;
        data.put("patch", change.patch());
        data.put("messages", change.messages());
        data.put("by", Map.of("kind", change.by().kind(), "id", change.by().id()));
        return data;
    }
}
