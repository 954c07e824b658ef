package dev.boxoffice.search.index;

import java.time.Duration;

/// How much of an event is left, as coarse as a result list shows it.
public enum AvailabilityLevel {
    AVAILABLE(Duration.ZERO),
    FEW_LEFT(Duration.ofDays(20)),
    SOLD_OUT(Duration.ofDays(60));

    private final Duration putsOff;

    AvailabilityLevel(Duration putsOff) {
        this.putsOff = putsOff;
    }

    /// An event that has no tickets here (listed from elsewhere) is not sold out, only not sold here.
    public static AvailabilityLevel of(int available, int tickets, IndexProperties limits) {
        if (tickets == 0) {
            return AVAILABLE;
        }
        if (available == 0) {
            return SOLD_OUT;
        }
        var few = available <= limits.fewLeftCount() || available <= tickets * limits.fewLeftShare();
        return few ? FEW_LEFT : AVAILABLE;
    }

    /// Among events a term means equally, one with less left stands where an available one so much later would stand.
    public Duration putsOff() {
        return putsOff;
    }
}
