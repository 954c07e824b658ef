package dev.boxoffice.search.index;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be had of an event here, as coarse as a result list shows it.
public enum AvailabilityLevel {
    AVAILABLE(Duration.ZERO),
    FEW_LEFT(Duration.ofDays(20)),
    SOLD_OUT(Duration.ofDays(60)),
    /// Its sale has not begun, is over, or was stopped.
    NOT_ON_SALE(Duration.ofDays(20)),
    /// Listed here, sold by somebody else.
    ELSEWHERE(Duration.ZERO);

    private final Duration putsOff;

    AvailabilityLevel(Duration putsOff) {
        this.putsOff = putsOff;
    }

    /// What the tickets alone say, whatever the clock does.
    ///
    /// @param state as the event's document has it
    /// @param available nobody has booked or is paying for
    public static AvailabilityLevel of(String state, int available, int tickets, IndexProperties limits) {
        return switch (state) {
            case "LISTED" -> ELSEWHERE;
            case "PUBLISHED" -> ofSale(available, tickets, limits);
            default -> NOT_ON_SALE;
        };
    }

    private static AvailabilityLevel ofSale(int available, int tickets, IndexProperties limits) {
        if (available == 0) {
            return SOLD_OUT;
        }
        var few = available <= limits.fewLeftCount() || available <= tickets * limits.fewLeftShare();
        return few ? FEW_LEFT : AVAILABLE;
    }

    /// The same at a moment: before its sale begins and after it ends, nothing can be had of an event. When
    /// a sale elsewhere begins is that seller's business.
    ///
    /// @param endsAt when the sale or the event is over, whichever is first
    public AvailabilityLevel at(Instant now, @Nullable Instant salesStartAt, @Nullable Instant endsAt) {
        var begun = salesStartAt == null || !now.isBefore(salesStartAt);
        var over = endsAt != null && !now.isBefore(endsAt);
        return !over && (begun || this == ELSEWHERE) ? this : NOT_ON_SALE;
    }

    /// Among events a term means equally, one with less left stands where an available one so much later
    /// would stand.
    public Duration putsOff() {
        return putsOff;
    }
}
