package app.rapport.platform.intake;

import app.rapport.platform.store.IntakeStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// What `/metrics` says of what arrived; the database is asked when somebody asks.
@Component
class IntakeMeters implements MeterBinder {

    private final IntakeStore store;

    IntakeMeters(IntakeStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rapport.intake", store, IntakeStore::waiting).tag("state", "open").description("What arrived, by state").register(registry);
        Gauge.builder("rapport.intake", store, IntakeStore::heldCount).tag("state", "held").description("What arrived, by state").register(registry);
    }
}
