package dev.boxoffice.support.clock;

/// Why a clock stands still. The same reason twice is one freeze.
public enum SlaFreezeReason {
    WAITING_FOR_CUSTOMER,
    INCIDENT;

    /// The one source of freezes for `WAITING_FOR_CUSTOMER`; those of an incident have its id.
    public static final String WAIT = "wait";
}
