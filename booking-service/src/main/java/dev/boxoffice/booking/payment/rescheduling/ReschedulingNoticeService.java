package dev.boxoffice.booking.payment.rescheduling;

import dev.boxoffice.booking.booking.mail.BuyerMailPublisher;
import java.time.Instant;
import java.util.UUID;
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
            mails.eventMoved(booking, text(notice, booking.id()));
        }
        if (bookings.size() < BATCH) {
            notices.complete(notice, now);
        } else {
            notices.told(notice, bookings.getLast().id());
        }
        return true;
    }

    private static String text(ReschedulingNotice notice, UUID booking) {
        var date = notice.to() == null
                ? "The new date is not known yet."
                : "The new date is " + notice.to() + ". Your tickets stay valid.";
        return date
                + (notice.message() == null ? "" : "\n\n" + notice.message())
                + "\n\nIf you cannot come, ask for your money until " + notice.answerBy() + ": your booking " + booking
                + " says how. If you do nothing, you keep your tickets.\n";
    }
}
