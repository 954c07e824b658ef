package dev.boxoffice.support.cases.data;

import java.util.Map;
import java.util.Set;

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

    private static final Map<CaseStatus, Set<CaseStatus>> WAYS = Map.of(
            INTAKE, Set.of(CATEGORISED),
            CATEGORISED, Set.of(ROUTED),
            ROUTED, Set.of(ROUTED, IN_PROGRESS, RESOLVED),
            IN_PROGRESS, Set.of(ROUTED, WAITING_FOR_CUSTOMER, RESOLVED),
            WAITING_FOR_CUSTOMER, Set.of(ROUTED, IN_PROGRESS, RESOLVED),
            RESOLVED, Set.of(ROUTED, CLOSED),
            CLOSED, Set.of());

    public boolean canBecome(CaseStatus next) {
        return WAYS.getOrDefault(this, Set.of()).contains(next);
    }

    public boolean isOpen() {
        return this != RESOLVED && this != CLOSED;
    }

    public boolean isOwned() {
        return this == IN_PROGRESS || this == WAITING_FOR_CUSTOMER;
    }
}
