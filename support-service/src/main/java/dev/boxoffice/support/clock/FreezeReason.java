package dev.boxoffice.support.clock;

/// Why a clock stands still. The same reason twice is one freeze.
public enum FreezeReason {
    WAITING_FOR_CUSTOMER,
    INCIDENT
}
