package dev.boxoffice.booking.booking.refund;

/// How far a refund has come.
public enum RefundStatus {
    /// Owed, and not taken by Stripe yet; a failure code says what has kept it so far.
    DUE,
    /// Taken by Stripe, on its way to the bank.
    PENDING,
    SUCCEEDED,
    /// It will not be made, or came back from the bank: a person decides what follows.
    FAILED,
    /// Given back by another way than ours: in Stripe's dashboard, say.
    ELSEWHERE;

    /// Whether its money is with the buyer, as far as is known.
    public boolean isGiven() {
        return this == SUCCEEDED || this == ELSEWHERE;
    }
}
