package dev.boxoffice.support.cases.data;

/// A queue is served lane after lane, and within a lane by deadline: never first in, first out.
enum QueueLane {
    /// Severity 1 before all else.
    CRITICAL("severity = 1"),
    /// Then whatever has little of its time left, or none.
    AT_RISK("risk_at <= :now"),
    /// Then by deadline.
    DEADLINE("true");

    private final String condition;

    QueueLane(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }
}
