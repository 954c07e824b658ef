package dev.boxoffice.booking.pricing;

/// Why a code is refused.
public enum CodeRefusal {
    UNKNOWN("The event has no such code."),
    NOT_YET("The code cannot be used yet."),
    EXPIRED("The code can no longer be used."),
    USED_UP("The code has been used as often as it may be."),
    NOT_FOR_THESE("The code is not for these tickets.");

    private final String sentence;

    CodeRefusal(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
