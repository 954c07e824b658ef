package dev.boxoffice.booking.catalogue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How much of the catalogue is kept in memory, and for how long unseen changes may stay unseen.
///
/// @param refresh how often the events that were asked for meanwhile are compared with what is stored
/// @param forget an event nobody asked for this long is dropped
/// @param maxEvents most events kept
/// @param maxPlaces most places of all kept layouts together (some 8 bytes each)
@ConfigurationProperties("boxoffice.catalogue")
record CatalogueProperties(
        @DefaultValue("5s") Duration refresh,
        @DefaultValue("10m") Duration forget,
        @DefaultValue("20000") int maxEvents,
        @DefaultValue("5000000") long maxPlaces) {}
