package dev.boxoffice.search.place;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somewhere people look for events.
///
/// @param id a number of GeoNames or one of ours; a region's is `DE-02`, a country's its ISO 3166 code
/// @param region the id of the state it lies in; of a state itself, its ISO 3166-2 code without the country
/// @param people who live there, as far as known
/// @param partOf of a district, its city
/// @param name its first name, folded
public record GeoPlace(
        String id,
        Kind kind,
        String country,
        @Nullable String region,
        double latitude,
        double longitude,
        long people,
        @Nullable String partOf,
        String name) {

    private static final double EARTH_RADIUS_KM = 6371.0087714;

    public enum Kind {
        CITY,
        DISTRICT,
        REGION,
        COUNTRY
    }

    /// A state or a country: meant beside any city of its name.
    boolean isArea() {
        return kind == Kind.REGION || kind == Kind.COUNTRY;
    }

    /// Whether it is, or lies in, one of these.
    public boolean isWithin(Set<String> areas) {
        return areas.contains(id)
                || areas.contains(country)
                || (partOf != null && areas.contains(partOf))
                || (region != null && areas.contains(country + "-" + region));
    }

    /// Near enough for telling which of two districts is meant.
    double kmTo(double otherLatitude, double otherLongitude) {
        var north = Math.toRadians(otherLatitude - latitude);
        var east = Math.toRadians(otherLongitude - longitude) * Math.cos(Math.toRadians(latitude));
        return EARTH_RADIUS_KM * Math.hypot(north, east);
    }
}
