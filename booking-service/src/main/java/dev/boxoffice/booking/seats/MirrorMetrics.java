package dev.boxoffice.booking.seats;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/// `boxoffice.booking.mirror.overdue`: how far Redis's copy of the tickets is behind.
@Component
class MirrorMetrics implements MeterBinder {

    private final MirrorRepairService repairs;

    MirrorMetrics(MirrorRepairService repairs) {
        this.repairs = repairs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("boxoffice.booking.mirror.overdue", repairs, MirrorRepairService::overdue)
                .description("Changes of tickets that Redis should know of and does not")
                .register(registry);
    }
}
