package dev.boxoffice.search.query.criteria;

import dev.boxoffice.search.index.IndexedEventCard;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where events are looked for.
public sealed interface SearchLocation {

    /// A place by name.
    ///
    /// @param key its folded name, for places nobody but the venue's organiser knows
    /// @param places the ids of the places it may mean; none when it means none that is known
    /// @param areas where it must be, as in "Portland, OR"; none when that was left open
    record Named(String key, List<String> places, Set<String> areas) implements SearchLocation {}

    /// A circle. Its centre is rounded to a grid cell, so that neighbours share an answer and no log or cache knows
    /// anybody's doorstep.
    ///
    /// @param radius in `unit`
    record Around(double latitude, double longitude, double radius, Unit unit) implements SearchLocation {

        /// From this radius on a cell of about 1.1 km is fine enough; below it, one of about 110 m.
        private static final double COARSE_FROM_KM = 20;
        private static final int COARSE_CELLS_PER_DEGREE = 100;
        private static final int FINE_CELLS_PER_DEGREE = 1_000;

        static Around rounded(double latitude, double longitude, double radius, Unit unit) {
            var cells = unit.toKm(radius) >= COARSE_FROM_KM ? COARSE_CELLS_PER_DEGREE : FINE_CELLS_PER_DEGREE;
            return new Around(
                    (double) Math.round(latitude * cells) / cells,
                    (double) Math.round(longitude * cells) / cells,
                    radius,
                    unit);
        }

        /// In the unit asked for, to two decimals, over the same sphere Elasticsearch measures on.
        public double distanceTo(IndexedEventCard.Location venue) {
            var phi = Math.toRadians(latitude);
            var venuePhi = Math.toRadians(venue.latitude());
            var halfPhi = Math.sin((venuePhi - phi) / 2);
            var halfLambda = Math.sin(Math.toRadians(venue.longitude() - longitude) / 2);
            var chord = halfPhi * halfPhi + Math.cos(phi) * Math.cos(venuePhi) * halfLambda * halfLambda;
            var km = 2 * Unit.EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
            return Math.round(km / unit.toKm(1) * 100) / 100.0;
        }
    }

    /// Length in kilometres or statute miles.
    enum Unit {
        KM(1),
        MILES(1.609344);

        static final double EARTH_RADIUS_KM = 6371.0087714;

        private final double inKm;

        Unit(double inKm) {
            this.inKm = inKm;
        }

        public double toKm(double length) {
            return length * inKm;
        }

        public String parameter() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
