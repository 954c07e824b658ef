package dev.boxoffice.support.cases.queue;

import dev.boxoffice.support.cases.data.SupportCase;

/// What `next` found.
sealed interface NextCaseOutcome {

    record Owned(SupportCase supportCase) implements NextCaseOutcome {}

    /// Nothing for this agent.
    record Nothing(Reason reason) implements NextCaseOutcome {}

    record NoSuchQueue() implements NextCaseOutcome {}

    enum Reason {
        QUEUE_EMPTY,
        /// Cases wait, and are kept for experts a while.
        WAITING_FOR_EXPERTS,
        CAPACITY_REACHED,
        NOT_AVAILABLE
    }
}
