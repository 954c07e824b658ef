package dev.boxoffice.support.agent;

/// How an attempt to change a profile ends.
sealed interface AgentProfileOutcome {

    record Saved(Agent agent) implements AgentProfileOutcome {}

    /// Only a support manager may change this.
    record ManagerOnly(String reason) implements AgentProfileOutcome {}
}
