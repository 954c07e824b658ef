package dev.boxoffice.booking.hold.store;

import java.time.Duration;

/// How many declined cards of a buyer end their holds, and the card that is about to be tried.
///
/// @param declined the Redis key of those that were declined
/// @param tried the Redis key of those that are being tried
/// @param card the member of either that stands for this card
/// @param longestTry how long one counts, should its outcome get lost
public record DeclineLimit(String declined, String tried, String card, int most, Duration longestTry) {}
