package dev.boxoffice.booking.booking.api;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.BookingRepository;
import dev.boxoffice.booking.booking.refund.BookingMoney;
import dev.boxoffice.booking.booking.refund.BookingMoneyRepository;
import dev.boxoffice.booking.booking.resale.ResaleRepository;
import dev.boxoffice.booking.booking.resale.ResaleState;
import dev.boxoffice.booking.booking.rescheduling.Rescheduling;
import dev.boxoffice.booking.booking.rescheduling.ReschedulingRepository;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Reads a booking, its money and its tickets as of one moment: a refund made between two statements would else show a
/// booking that never was.
@Service
class BookingSnapshotService {

    /// @param resales what becomes of tickets that are, or were, for resale
    record BookingSnapshot(
            BookingMoney money, Optional<Rescheduling> rescheduling, Map<Integer, ResaleState> resales) {}

    private final BookingRepository bookings;
    private final BookingMoneyRepository money;
    private final ReschedulingRepository reschedulings;
    private final ResaleRepository resales;

    BookingSnapshotService(
            BookingRepository bookings,
            BookingMoneyRepository money,
            ReschedulingRepository reschedulings,
            ResaleRepository resales) {
        this.bookings = bookings;
        this.money = money;
        this.reschedulings = reschedulings;
        this.resales = resales;
    }

    /// @param seen as it was read before; it may have changed since
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public BookingSnapshot read(Booking seen) {
        var booking = bookings.find(seen.event(), seen.id()).orElse(seen);
        return new BookingSnapshot(money.find(booking), reschedulings.find(booking), resales.find(booking));
    }
}
