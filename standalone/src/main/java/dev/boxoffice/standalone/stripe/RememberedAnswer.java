package dev.boxoffice.standalone.stripe;

/// What a request with an idempotency key was answered: <https://docs.stripe.com/api/idempotent_requests>.
record RememberedAnswer(String key, String fingerprint, String requestId, int status, Object body) {}
