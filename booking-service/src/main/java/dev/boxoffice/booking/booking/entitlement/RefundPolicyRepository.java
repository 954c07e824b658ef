package dev.boxoffice.booking.booking.entitlement;

import dev.boxoffice.booking.booking.Booking;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Reads the refund policy of the pricing that a booking was sold by: a row that is never changed.
@Repository
class RefundPolicyRepository {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RefundPolicyRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<BookingRefundPolicy> find(Booking booking) {
        return jdbc.sql("""
                        select (document -> 'refundPolicy')::text from catalog.event_pricing
                         where event_id = ? and version = ? and document -> 'refundPolicy' is not null
                        """)
                .params(booking.event(), booking.price().version())
                .query(String.class)
                .optional()
                .map(document -> json.readValue(document, BookingRefundPolicy.class));
    }
}
