package dev.boxoffice.booking.hold.store;

/// How many declined cards of a buyer end their holds.
///
/// @param key the Redis key that counts them
public record DeclineLimit(String key, int most) {}
