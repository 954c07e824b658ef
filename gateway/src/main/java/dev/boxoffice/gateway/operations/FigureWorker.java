package dev.boxoffice.gateway.operations;

import dev.boxoffice.gateway.route.Upstream;
import dev.boxoffice.platform.worker.Worker;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Reads the services' metrics now and then, and the gateway's own.
@Component
class FigureWorker extends Worker {

    private static final Set<Upstream> READ =
            Set.of(Upstream.BOOKING, Upstream.EVENT, Upstream.SEARCH, Upstream.SUPPORT);

    private final FigureHistory history;
    private final FigureClient client;
    private final MeterRegistry metrics;
    private final Clock clock;

    FigureWorker(
            FigureHistory history,
            FigureClient client,
            MeterRegistry metrics,
            Clock clock,
            FigureProperties properties) {
        super("figures", properties.every());
        this.history = history;
        this.client = client;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    protected boolean runOnce() {
        Map<Upstream, Collection<MetricSample>> told = new EnumMap<>(Upstream.class);
        READ.forEach(upstream -> told.put(upstream, read(upstream)));
        Collection<MetricSample> own = own();
        Map<Figure, OptionalDouble> read = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            Upstream upstream = figure.upstream();
            read.put(figure, figure.of(upstream == null ? own : Objects.requireNonNull(told.get(upstream))));
        }
        history.add(clock.instant(), read);
        return false;
    }

    private Collection<MetricSample> read(Upstream upstream) {
        return Objects.requireNonNullElse(client.read(upstream).block(), List.of());
    }

    private Collection<MetricSample> own() {
        List<MetricSample> samples = new ArrayList<>();
        for (Timer timer : metrics.find("http.server.requests").timers()) {
            samples.add(new MetricSample("http_server_requests_seconds_count", "", timer.count()));
        }
        for (String name : List.of("boxoffice_queue_waiting", "boxoffice_queue_inside")) {
            for (Gauge gauge : metrics.find(name).gauges()) {
                samples.add(new MetricSample(name, "", gauge.value()));
            }
        }
        return samples;
    }
}
