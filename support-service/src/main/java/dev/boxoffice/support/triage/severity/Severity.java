package dev.boxoffice.support.triage.severity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// How bad the consequence is: 1 is worst. It follows from facts, not from what the reporter claims.
public enum Severity {
    ONE(1),
    TWO(2),
    THREE(3);

    private final int level;

    Severity(int level) {
        this.level = level;
    }

    @JsonValue
    public int level() {
        return level;
    }

    @JsonCreator
    public static Severity of(int level) {
        return switch (level) {
            case 1 -> ONE;
            case 2 -> TWO;
            case 3 -> THREE;
            default -> throw new IllegalArgumentException("a severity is 1, 2 or 3, not " + level);
        };
    }

    /// One level worse, as far as that goes.
    public Severity raised() {
        return this == THREE ? TWO : ONE;
    }

    public boolean worseThan(Severity other) {
        return level < other.level;
    }
}
