package dev.boxoffice.client;

import java.util.Base64;

/// Which tickets of an event are to be had.
///
/// @param statuses two bits a ticket in ordinal order, lowest bits first, in Base64
public record ApiAvailability(
        String eventId, long version, int total, int available, int held, int booked, String statuses) {

    public static final int AVAILABLE = 0;
    public static final int HELD = 1;
    public static final int BOOKED = 2;

    /// The status of every ticket, by its ordinal.
    public byte[] byOrdinal() {
        var packed = Base64.getDecoder().decode(statuses);
        var unpacked = new byte[total];
        for (var ordinal = 0; ordinal < total; ordinal++) {
            unpacked[ordinal] = (byte) (packed[ordinal / 4] >> (ordinal % 4 * 2) & 3);
        }
        return unpacked;
    }
}
