package dev.boxoffice.booking.hold.store;

import java.time.Duration;

/// How many declined cards of a buyer end their holds.
///
/// @param declines the Redis key that counts them
/// @param tries the Redis key of the holds on which a card is being tried
/// @param longestTry how long one counts, should its outcome get lost
public record DeclineLimit(String declines, String tries, int most, Duration longestTry) {}
