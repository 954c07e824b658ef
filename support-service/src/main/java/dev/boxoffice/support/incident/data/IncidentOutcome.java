package dev.boxoffice.support.incident.data;

import java.util.UUID;

/// How an attempt to do something about an incident ends.
public sealed interface IncidentOutcome {

    record Done(Incident incident) implements IncidentOutcome {}

    record NotFound() implements IncidentOutcome {}

    record NotNow(Incident.Status status, String wanted) implements IncidentOutcome {}

    /// One about the same thing is open.
    record AlreadyOpen(UUID incidentId) implements IncidentOutcome {}

    /// Bookings whose money is not back yet.
    record RefundsOutstanding(long bookings) implements IncidentOutcome {}
}
