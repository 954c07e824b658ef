package dev.boxoffice.booking.catalogue.code;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How codes are kept in memory, and how guessing them is slowed down.
///
/// @param refresh whether an event's codes have changed is looked up again in the background after this long
/// @param forget codes of an event that nobody used one of for this long are dropped
/// @param maxCodes most codes of all events together
/// @param guesses wrong codes of one caller and event, after which each code is refused
/// @param guessWindow for how long, from the first wrong one on
@ConfigurationProperties("boxoffice.codes")
public record CodeProperties(
        @DefaultValue("5s") Duration refresh,
        @DefaultValue("10m") Duration forget,
        @DefaultValue("2000000") long maxCodes,
        @DefaultValue("10") int guesses,
        @DefaultValue("10m") Duration guessWindow) {}
