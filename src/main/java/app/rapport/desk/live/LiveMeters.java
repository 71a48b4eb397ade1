package app.rapport.desk.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// What `/metrics` says of the screens that are connected to this node.
@Component
class LiveMeters implements MeterBinder {

    private final LiveStreams streams;

    LiveMeters(LiveStreams streams) {
        this.streams = streams;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rapport.live.streams", () -> streams.all().size()).description("Live streams that are open on this node").register(registry);
    }
}
