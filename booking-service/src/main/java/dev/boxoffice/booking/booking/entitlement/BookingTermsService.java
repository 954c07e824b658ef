package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.Booking;
import org.springframework.stereotype.Service;

/// Under which policy a booking was bought, whatever is edited later.
@Service
public class BookingTermsService {

    public RefundPolicy policyOf(Booking booking) {
        return RefundPolicy.DEFAULT;
    }
}
