package dev.boxoffice.booking.hold.idempotency;

/// The `Idempotency-Key` of a request.
///
/// @param key hash of caller and key
/// @param requestHash hash of the request, to notice a key used for something else
public record IdempotencyClaim(String key, String requestHash) {}
