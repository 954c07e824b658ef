package dev.boxoffice.booking.archive;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When bookings of events that are over leave the hot tables.
///
/// @param enabled whether they do so by themselves; operators can always have it done
/// @param after how long an event is over before its bookings go
/// @param quiet how long a booking's money must have rested; longer than Stripe repeats what it has told
/// @param batch how many bookings are moved in one transaction
/// @param interval pause between two looks for events that are over
/// @param pause how long an event that an operator has brought back stays
@ConfigurationProperties("boxoffice.archive")
public record ArchiveProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("90d") Duration after,
        @DefaultValue("35d") Duration quiet,
        @DefaultValue("200") int batch,
        @DefaultValue("1h") Duration interval,
        @DefaultValue("30d") Duration pause) {

    private static final int MAX_BATCH = 10_000;

    public ArchiveProperties {
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("boxoffice.archive.batch must be between 1 and " + MAX_BATCH);
        }
        if (after.isNegative() || quiet.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException("boxoffice.archive.after, quiet and pause must not be negative");
        }
    }
}
