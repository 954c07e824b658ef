package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.Booking;
import org.springframework.stereotype.Service;

/// Under which policy a booking was bought, whatever is edited later.
@Service
public class BookingTermsService {

    private final RefundPolicyRepository policies;

    BookingTermsService(RefundPolicyRepository policies) {
        this.policies = policies;
    }

    public BookingRefundPolicy policyOf(Booking booking) {
        return policies.find(booking).orElse(BookingRefundPolicy.DEFAULT);
    }
}
