package app.rapport.desk.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What waits to be written to one stream: a small queue, and a thread that lives while there is something in it. Whoever does not
/// read holds nobody up: when his queue is full his stream ends, and his screen comes back with its position.
final class Outbox {

    static final int LONGEST = 256;

    private final Sink sink;
    private final Runnable onEnd;
    private List<String> waiting = new ArrayList<>(2);
    private boolean writing;
    private boolean finishing;
    private boolean ended;

    Outbox(Sink sink, Runnable onEnd) {
        this.sink = sink;
        this.onEnd = onEnd;
    }

    void add(String event) {
        put(event, false);
    }

    /// The last word, after which the stream ends.
    void finish(String event) {
        put(event, true);
    }

    private void put(String event, boolean last) {
        synchronized (this) {
            if (finishing || ended) return;
            if (waiting.size() < LONGEST) {
                finishing = last;
                waiting.add(event);
                if (!writing) Thread.ofVirtual().name("stream").start(this::write);
                writing = true;
                return;
            }
        }
        end();
    }

    /// At once, whatever waits.
    void end() {
        boolean idle;
        synchronized (this) {
            if (ended) return;
            ended = true;
            idle = !writing;
        }
        onEnd.run();
        if (idle) sink.close();
    }

    synchronized boolean hasEnded() {
        return ended;
    }

    private void write() {
        for (var text = next(); !text.isEmpty(); text = next()) {
            try {
                sink.write(text);
            } catch (IOException | RuntimeException | Error e) {
                end();
            }
        }
    }

    /// Everything that waits; empty when the writer is done.
    private String next() {
        synchronized (this) {
            if (!waiting.isEmpty() && !ended) {
                var text = String.join("", waiting);
                waiting = new ArrayList<>(2);
                return text;
            }
            writing = false;
            if (!finishing && !ended) return "";
        }
        end();
        sink.close();
        return "";
    }
}
