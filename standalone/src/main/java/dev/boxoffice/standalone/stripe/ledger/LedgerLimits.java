package dev.boxoffice.standalone.stripe.ledger;

/// How many objects of a kind are kept, and how many of them in memory.
///
/// Read back from the journal a payment takes about 6 kB in memory with all that belongs to it, most of
/// that its events and the answer; one that is only in the journal takes 32 bytes for each of its objects.
///
/// @param inMemory newest objects held as records; older ones are read from the journal
/// @param remembered answers, and a third of the events: Stripe itself forgets an idempotency key after a
///     day (<https://docs.stripe.com/api/idempotent_requests>) and an event after thirty
///     (<https://docs.stripe.com/api/events>)
/// @param kept objects of any other kind; beyond it the oldest are forgotten, where Stripe would forget
///     nothing
record LedgerLimits(int inMemory, int remembered, int kept) {
    static final LedgerLimits DEFAULT = new LedgerLimits(5_000, 20_000, 500_000);

    private static final int EVENTS_A_PAYMENT = 3;

    int keptOf(JournalKind kind) {
        return switch (kind) {
            case EVENT, DELIVERED -> EVENTS_A_PAYMENT * remembered;
            case ANSWER -> remembered;
            case METHOD, CUSTOMER, INTENT, CHARGE, REFUND, DISPUTE, ERROR -> kept;
        };
    }

    int inMemoryOf(JournalKind kind) {
        return kind == JournalKind.EVENT ? EVENTS_A_PAYMENT * inMemory : inMemory;
    }

    /// Nothing can be read back where there is no file.
    LedgerLimits withoutJournal() {
        return new LedgerLimits(remembered, remembered, remembered);
    }
}
