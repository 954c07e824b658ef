package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells the buyers of a moved event by mail, some at a time: what a crash leaves is gone on with.
@Service
class ReschedulingNoticeService {

    private static final int BATCH = 200;

    private final ReschedulingNoticeRepository notices;
    private final BuyerMailPublisher mails;

    ReschedulingNoticeService(ReschedulingNoticeRepository notices, BuyerMailPublisher mails) {
        this.notices = notices;
        this.mails = mails;
    }

    /// @return whether there may be more to tell
    @Transactional
    public boolean tellSome(Instant now) {
        notices.findNew();
        var notice = notices.lockNext().orElse(null);
        if (notice == null) {
            return false;
        }
        var bookings = notices.findBookings(notice, BATCH);
        for (var booking : bookings) {
            mails.eventMoved(booking, notice.to(), notice.answerBy(), notice.message());
        }
        if (bookings.size() < BATCH) {
            notices.complete(notice, now);
        } else {
            notices.told(notice, bookings.getLast().id());
        }
        return true;
    }
}
