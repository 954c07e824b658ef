package dev.boxoffice.booking.payment.restoration;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.line.BookingLineConverter;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Writes bookings that are known from their payments alone.
@Repository
class RestoredBookingRepository {

    private final JdbcClient jdbc;

    RestoredBookingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// As one whose payment has failed: without seats, which are claimed anew when the payment turns out to be made.
    ///
    /// @return false where it is there
    boolean insert(Booking booking, Instant now) {
        var price = booking.price();
        return jdbc.sql("""
                        insert into booking.booking (event_id, id, buyer, hold_key, ordinals, amounts, quantity, amount, currency,
                            lines, pricing_version, code_number, status, failure_code, created_at, updated_at)
                        values (:event, :id, :buyer, :hold, :ordinals, :amounts, :quantity, :amount, :currency,
                            :lines::jsonb, :pricing, :code, 'PAYMENT_FAILED', 'restored', :createdAt, :now)
                        on conflict do nothing
                        """)
                        .param("event", booking.event())
                        .param("id", booking.id())
                        .param("buyer", booking.buyer())
                        .param("hold", booking.holdKey())
                        .param("ordinals", booking.ordinals().toArray(Integer[]::new))
                        .param("amounts", price.amounts().toArray(Long[]::new))
                        .param("quantity", booking.ordinals().size())
                        .param("amount", price.total().amount())
                        .param("currency", price.total().currency())
                        .param(
                                "lines",
                                price.itemised() == null ? null : BookingLineConverter.toJson(price.itemised()),
                                Types.VARCHAR)
                        .param("pricing", price.version())
                        .param("code", price.code(), Types.INTEGER)
                        .param("createdAt", booking.createdAt().atOffset(ZoneOffset.UTC))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
