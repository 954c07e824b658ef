package dev.boxoffice.standalone.stripe.ledger;

/// What a request with an idempotency key was answered: <https://docs.stripe.com/api/idempotent_requests>.
public record StripeRememberedAnswer(String key, String fingerprint, String requestId, int status, Object body) {}
