package app.rapport.channel;

import app.rapport.channel.store.OutboundStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// What `/metrics` says of what leaves; the database is asked when somebody asks.
@Component
class OutboundMeters implements MeterBinder {

    private final OutboundStore store;

    OutboundMeters(OutboundStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : OutboundStore.UNSENT) {
            Gauge.builder("rapport.outbound", () -> store.inState(state)).tag("state", state)
                    .description("Messages to one recipient that have not left or not arrived, by state").register(registry);
        }
    }
}
