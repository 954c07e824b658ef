package dev.boxoffice.support.timer;

/// What a timer is for. There is at most one timer of a kind for a subject.
public enum TimerKind {
    /// A clock is due (subject: clock).
    CLOCK_DUE,
    /// A severity-1 case may have gone without agent action for too long (subject: case).
    HEARTBEAT,
    /// No expert took the case in time (subject: case).
    OVERFLOW,
    /// The doors of a case's event come near (subject: case).
    DOORS,
    /// A resolved case can no longer be reopened (subject: case).
    CLOSE,
    /// The booking's facts are still to be fetched (subject: case).
    ENRICH,
    /// Our own rows are asked again about an unverified claim (subject: case).
    RECHECK,
    /// The reporter has not answered a question for long (subject: case).
    WAIT_REMINDER,
    /// The reporter has not answered at all (subject: case).
    WAIT_END,
    /// A cancelled event's incident may have nobody and nothing left to wait for (subject: incident).
    INCIDENT_SETTLED,
    /// An acknowledged incident may have fallen silent (subject: incident).
    SILENCE
}
