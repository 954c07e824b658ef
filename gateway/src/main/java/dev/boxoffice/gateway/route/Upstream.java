package dev.boxoffice.gateway.route;

/// What stands behind the gateway; the last two exist in the standalone run only.
public enum Upstream {
    EVENT,
    BOOKING,
    SEARCH,
    SUPPORT,
    ISSUER,
    STRIPE_SIMULATOR;

    /// Services of the platform answer errors as problems; a login page or Stripe's error object stays as it is.
    boolean answersProblems() {
        return this != ISSUER && this != STRIPE_SIMULATOR;
    }
}
