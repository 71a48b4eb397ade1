package app.rapport.desk.live;

import app.rapport.desk.View;
import app.rapport.desk.ViewCounts;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.journal.Rounds;
import app.rapport.platform.journal.Readers;
import app.rapport.workspace.Viewer;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells screens the counts of their views: at most a few times a second, and only when the projection has come as far as what the
/// streams have heard, so that a count never lags behind the list beside it.
@Component
class LiveCounts extends Rounds {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final LiveStreams streams;
    private final ViewCounts counts;
    private final Readers readers;

    LiveCounts(LiveStreams streams, ViewCounts counts, Readers readers) {
        super("counts of streams", PAUSE, Phases.RECEIVERS);
        this.streams = streams;
        this.counts = counts;
        this.readers = readers;
    }

    @Override
    protected boolean round() {
        var heard = streams.position();
        var wanting = streams.all().stream().filter(stream -> stream.topics().counts() && !stream.hasCountsOf(heard)).toList();
        if (wanting.isEmpty() || readers.position(ViewCounts.NAME) < heard) return false;
        var cells = counts.cells();
        var ofViewer = new HashMap<Viewer, Map<String, Long>>();
        for (var stream : wanting) {
            var counted = ofViewer.computeIfAbsent(stream.viewer(), viewer -> byKey(ViewCounts.of(cells, viewer)));
            stream.tellCounts(heard, counted, Events.of("counts", Map.of("counts", counted)));
        }
        return false;
    }

    private static Map<String, Long> byKey(Map<View, Long> counts) {
        var byKey = new LinkedHashMap<String, Long>();
        counts.forEach((view, count) -> byKey.put(view.key(), count));
        return byKey;
    }
}
