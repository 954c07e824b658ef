package dev.boxoffice.support.cases;

/// What `next` found.
sealed interface NextOutcome {

    record Owned(SupportCase supportCase) implements NextOutcome {}

    /// Nothing for this agent.
    record Nothing(Reason reason) implements NextOutcome {}

    record NoSuchQueue() implements NextOutcome {}

    enum Reason {
        QUEUE_EMPTY,
        CAPACITY_REACHED,
        NOT_AVAILABLE
    }
}
