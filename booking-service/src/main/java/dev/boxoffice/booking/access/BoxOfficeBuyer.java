package dev.boxoffice.booking.access;

import java.util.UUID;

/// Whose a booking is that was made at the box office: nobody's who signs in. Its tickets are printed or mailed
/// by those who sold it.
public final class BoxOfficeBuyer {

    private static final String PREFIX = "box-office:";

    private BoxOfficeBuyer() {}

    /// One a booking: limits for each customer say nothing of it.
    public static String of(UUID booking) {
        return PREFIX + booking;
    }

    public static boolean is(String buyer) {
        return buyer.startsWith(PREFIX);
    }
}
