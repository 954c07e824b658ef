package dev.boxoffice.booking.waitlist;

/// What becomes of joining a waitlist.
sealed interface JoinResult {

    /// @param entry a new one, or the one that they have
    record Waits(WaitlistEntry entry) implements JoinResult {}

    record WaitsForSomethingElse() implements JoinResult {}

    /// What they own and what they want is more than one customer may have.
    ///
    /// @param has how many they own
    record TooManyForCustomer(int has) implements JoinResult {}
}
