package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.entitlement.BookingPrices.Share;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// What a booking was bought for and under which policy, whatever is edited later.
@Service
public class BookingTermsService {

    private final BookingRepository bookings;

    BookingTermsService(BookingRepository bookings) {
        this.bookings = bookings;
    }

    public BookingPrices pricesOf(Booking booking) {
        var amounts = bookings.pricesOf(booking.event(), booking.id());
        var own = booking.ordinals().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), ordinal -> new Share(amounts.getOrDefault(ordinal, 0L), 0)));
        return new BookingPrices(own, Share.NONE);
    }

    public RefundPolicy policyOf(Booking booking) {
        return RefundPolicy.DEFAULT;
    }
}
