package dev.boxoffice.support.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who works at the desk.
///
/// @param id the token's `sub`
/// @param skills modules a manager has said the agent is an expert in
/// @param requestedSkills what the agent asks to be granted besides
/// @param capacity cases owned at the same time, at most
/// @param contractor of another company: sees masked names and mail addresses
/// @param autoAssign whether waiting cases may be pushed to the agent
public record Agent(
        String id,
        @Nullable String name,
        AgentPresence presence,
        List<String> skills,
        List<String> requestedSkills,
        int capacity,
        Level level,
        boolean contractor,
        boolean autoAssign,
        long version) {

    /// How experienced the manager says an agent is; severity 1 in junior hands is counted.
    public enum Level {
        JUNIOR,
        SENIOR
    }

    /// Whether the desk may choose a case for them.
    public boolean takesCases() {
        return presence == AgentPresence.AVAILABLE;
    }

    /// Whoever is only away may still take one they choose themselves.
    public boolean isOffline() {
        return presence == AgentPresence.OFFLINE;
    }
}
