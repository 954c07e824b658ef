package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import dev.boxoffice.booking.booking.mail.TicketHolderMailPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells the buyers of a moved event by mail, and those whom they passed tickets on to, some at a time: what a crash
/// leaves is gone on with. Whoever is still paying at that moment is told once they have paid.
@Service
class ReschedulingNoticeService {

    private static final int BATCH = 200;

    /// Longer than a hold lives, for which another card may be tried.
    private static final Duration A_DAY = Duration.ofDays(1);

    private final ReschedulingNoticeRepository notices;
    private final BuyerMailPublisher mails;
    private final TicketHolderMailPublisher holders;

    ReschedulingNoticeService(
            ReschedulingNoticeRepository notices, BuyerMailPublisher mails, TicketHolderMailPublisher holders) {
        this.notices = notices;
        this.mails = mails;
        this.holders = holders;
    }

    /// @return whether there may be more to tell
    @Transactional
    public boolean tellSome(Instant now) {
        notices.findNew();
        var next = notices.lockNext();
        return next.isPresent() ? tellPaid(next.get(), now) : tellDeferred(now);
    }

    private boolean tellPaid(ReschedulingNotice notice, Instant now) {
        if (notice.last() == null) {
            notices.deferUnpaid(notice, now.minus(A_DAY));
        }
        var bookings = notices.findBookings(notice, BATCH);
        tell(notice, bookings);
        if (bookings.size() < BATCH) {
            notices.complete(notice, now);
        } else {
            notices.told(notice, bookings.getLast().id());
        }
        return true;
    }

    private boolean tellDeferred(Instant now) {
        notices.dropDeferrals(now, now.minus(A_DAY));
        var notice = notices.lockDeferred().orElse(null);
        if (notice == null) {
            return false;
        }
        var bookings = notices.findDeferred(notice, BATCH);
        tell(notice, bookings);
        notices.toldDeferred(notice, bookings);
        return true;
    }

    private void tell(ReschedulingNotice notice, List<Booking> bookings) {
        for (var booking : bookings) {
            mails.eventMoved(booking, notice.to(), notice.answerBy(), notice.message());
        }
        holders.eventMoved(bookings, notice.to(), notice.message());
    }
}
