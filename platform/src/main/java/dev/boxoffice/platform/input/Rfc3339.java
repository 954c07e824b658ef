package dev.boxoffice.platform.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/// Which moments and days we take from outside: those of the years that are written with four digits
/// ([RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-1)). Java reads a billion years more, which
/// nobody else can read, and Postgres cannot keep.
public final class Rfc3339 {
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9_999;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Rfc3339() {}

    public static boolean covers(Instant moment) {
        return !moment.isBefore(FIRST) && !moment.isAfter(LAST);
    }

    /// @throws DateTimeException whose message is the rest of a sentence about what was given
    public static Instant inRange(Instant moment) {
        if (!covers(moment)) {
            throw outOfRange();
        }
        return moment;
    }

    /// @throws DateTimeException as of a moment
    public static LocalDate inRange(LocalDate day) {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw outOfRange();
        }
        return day;
    }

    private static DateTimeException outOfRange() {
        return new DateTimeException("must be of the years 0001 to 9999");
    }
}
