package dev.boxoffice.booking.booking.ledger;

/// What moved money, or kept it.
public enum LedgerEntryKind {
    CAPTURE,
    REFUND,
    /// A refund came back from the buyer's bank.
    REFUND_FAILED,
    /// A bank took a payment back.
    DISPUTE,
    DISPUTE_WON,
    /// What the policy keeps of a ticket given back: it has moved nowhere.
    KEPT,
    /// What a person has paid back past Stripe, which has it still.
    ELSEWHERE
}
