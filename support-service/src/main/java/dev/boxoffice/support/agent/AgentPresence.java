package dev.boxoffice.support.agent;

/// Whether an agent takes cases just now.
public enum AgentPresence {
    AVAILABLE,
    AWAY,
    OFFLINE
}
