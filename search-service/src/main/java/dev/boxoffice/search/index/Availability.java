package dev.boxoffice.search.index;

/// How much of an event is left, as coarse as a result list shows it.
public enum Availability {
    AVAILABLE,
    FEW_LEFT,
    SOLD_OUT;

    /// An event that has no tickets here (listed from elsewhere) is not sold out, only not sold here.
    public static Availability of(int available, int tickets, IndexProperties limits) {
        if (tickets == 0) {
            return AVAILABLE;
        }
        if (available == 0) {
            return SOLD_OUT;
        }
        var few = available <= limits.fewLeftCount() || available <= tickets * limits.fewLeftShare();
        return few ? FEW_LEFT : AVAILABLE;
    }
}
