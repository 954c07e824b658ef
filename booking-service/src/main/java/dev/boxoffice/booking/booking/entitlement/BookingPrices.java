package dev.boxoffice.booking.booking.entitlement;

import java.util.Map;

/// What was paid for each ticket of a booking, and for the booking as such, in minor units.
///
/// @param own by ordinal
/// @param shared by all tickets alike
public record BookingPrices(Map<Integer, Share> own, Share shared) {

    /// @param price always refundable, as far as the policy goes
    /// @param fees refundable where the policy says that fees are
    public record Share(long price, long fees) {

        public static final Share NONE = new Share(0, 0);

        public long refundable(boolean withFees) {
            return price + (withFees ? fees : 0);
        }

        public long all() {
            return price + fees;
        }
    }

    public Share of(int ordinal) {
        return own.getOrDefault(ordinal, Share.NONE);
    }

    public int tickets() {
        return own.size();
    }
}
