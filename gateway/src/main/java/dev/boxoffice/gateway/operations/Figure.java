package dev.boxoffice.gateway.operations;

import dev.boxoffice.gateway.route.Upstream;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// What is shown, and which metric of which service it is.
enum Figure {
    REQUESTS(null, "http_server_requests_seconds_count", "", Kind.RATE),
    RESERVES(Upstream.BOOKING, "boxoffice_booking_holds_total", "", Kind.RATE),
    HOLDS(Upstream.BOOKING, "boxoffice_booking_holds_total", "outcome=\"Held\"", Kind.RATE),
    SALES(Upstream.BOOKING, "boxoffice_booking_bookings_total", "seats=\"BOOKED\"", Kind.RATE),
    SEARCHES(Upstream.SEARCH, "boxoffice_search_cache_total", "", Kind.RATE),
    PAYMENTS_OPEN(Upstream.BOOKING, "boxoffice_booking_payments_open", "", Kind.MOST),
    PAYMENTS_STUCK(Upstream.BOOKING, "boxoffice_booking_payments_stuck", "", Kind.MOST),
    PAYMENTS_STUCK_SECONDS(Upstream.BOOKING, "boxoffice_booking_payments_stuck_oldest_seconds", "", Kind.MOST),
    MIRROR_OVERDUE(Upstream.BOOKING, "boxoffice_booking_mirror_overdue", "", Kind.MOST),
    MESSAGES_UNSENT(Upstream.BOOKING, "boxoffice_outbox_unsent", "", Kind.MOST),
    LIVE_WATCHERS(Upstream.EVENT, "boxoffice_live_watchers", "", Kind.SUM),
    LIVE_LAG_SECONDS(Upstream.EVENT, "boxoffice_live_lag_seconds", "", Kind.MOST),
    SEARCH_LAG_SECONDS(Upstream.SEARCH, "boxoffice_search_lag_seconds", "", Kind.MOST),
    CASES_OPEN(Upstream.SUPPORT, "boxoffice_support_open_cases", "", Kind.MOST),
    CASES_BREACHED(Upstream.SUPPORT, "boxoffice_support_breached", "", Kind.MOST),
    WAITING(null, "boxoffice_queue_waiting", "", Kind.MOST),
    INSIDE(null, "boxoffice_queue_inside", "", Kind.MOST);

    /// What instances' values come to together.
    enum Kind {
        /// Per second: counted by each instance for itself.
        RATE,
        SUM,
        /// Each instance reads the same store.
        MOST
    }

    private final @Nullable Upstream upstream;
    private final String metric;
    private final String label;
    private final Kind kind;

    Figure(@Nullable Upstream upstream, String metric, String label, Kind kind) {
        this.upstream = upstream;
        this.metric = metric;
        this.label = label;
        this.kind = kind;
    }

    /// Null for the gateway's own.
    @Nullable
    Upstream upstream() {
        return upstream;
    }

    Kind kind() {
        return kind;
    }

    /// Empty where no instance tells it.
    OptionalDouble of(Collection<MetricSample> samples) {
        double[] values = samples.stream()
                .filter(sample ->
                        sample.name().equals(metric) && sample.labels().contains(label))
                .mapToDouble(MetricSample::value)
                .filter(Double::isFinite)
                .toArray();
        if (values.length == 0) {
            return OptionalDouble.empty();
        }
        DoubleStream told = DoubleStream.of(values);
        return kind == Kind.MOST ? told.max() : OptionalDouble.of(told.sum());
    }
}
