package dev.boxoffice.support.agent;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/// Whether an agent takes cases just now.
public enum AgentPresence {
    AVAILABLE,
    AWAY,
    OFFLINE;

    /// Clients also say `ONLINE`, `PRESENT` or `ACTIVE` for available and `BUSY` for away, in any case.
    @JsonCreator
    public static AgentPresence read(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "AVAILABLE", "ONLINE", "PRESENT", "ACTIVE" -> AVAILABLE;
            case "AWAY", "BUSY" -> AWAY;
            case "OFFLINE", "ABSENT" -> OFFLINE;
            default -> throw new IllegalArgumentException("must be AVAILABLE, AWAY or OFFLINE");
        };
    }
}
