package dev.boxoffice.support.cases.data;

/// The states of a case and the ways between them.
///
/// `INTAKE` and `CATEGORISED` are passed within one transaction, so they appear in histories and never in a stored
/// case.
public enum CaseStatus {
    INTAKE,
    CATEGORISED,
    /// In one queue, its clock running, waiting for an owner.
    ROUTED,
    IN_PROGRESS,
    /// Owned, and standing still until the reporter answers.
    WAITING_FOR_CUSTOMER,
    RESOLVED,
    CLOSED;

    public boolean isOpen() {
        return this != RESOLVED && this != CLOSED;
    }

    public boolean isOwned() {
        return this == IN_PROGRESS || this == WAITING_FOR_CUSTOMER;
    }
}
