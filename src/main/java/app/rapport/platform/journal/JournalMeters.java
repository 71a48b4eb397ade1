package app.rapport.platform.journal;

import app.rapport.platform.store.JournalStore;
import app.rapport.platform.store.ReaderStore;
import app.rapport.platform.time.Time;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// What `/metrics` says of the journal and its shared readers; the database is asked when somebody asks.
@Component
class JournalMeters implements MeterBinder {

    private final JournalStore journal;
    private final ReaderStore store;
    private final Readers.AllReaders readers;
    private final Time time;

    JournalMeters(JournalStore journal, ReaderStore store, Readers.AllReaders readers, Time time) {
        this.journal = journal;
        this.store = store;
        this.readers = readers;
        this.time = time;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rapport.journal.unnumbered", journal, JournalStore::unnumbered).description("Facts that have no position yet").register(registry);
        for (var reader : readers.readers()) {
            var name = reader.name();
            Gauge.builder("rapport.reader.behind", () -> behind(name)).tag("reader", name)
                    .description("Facts that the reader has not seen").register(registry);
            Gauge.builder("rapport.reader.delay", () -> delay(name)).tag("reader", name).baseUnit("seconds")
                    .description("How long the oldest fact that the reader has not seen has been there").register(registry);
            Gauge.builder("rapport.dead.letters", () -> store.parked().getOrDefault(name, 0)).tag("reader", name)
                    .description("Commands that the reader failed on, and those behind them").register(registry);
        }
    }

    private long behind(String name) {
        var cursor = store.position(name);
        return Math.max(0, journal.position() - cursor);
    }

    private double delay(String name) {
        return journal.recordedAfter(store.position(name)).map(since -> Duration.between(since, time.now()).toMillis() / 1000.0).orElse(0.0);
    }
}
