package dev.boxoffice.booking.booking.rescheduling;

import dev.boxoffice.booking.booking.Booking;
import dev.boxoffice.booking.booking.rescheduling.Rescheduling.Answer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads how event-service has moved events, and keeps what buyers answer.
@Repository
public class ReschedulingRepository {

    private final JdbcClient jdbc;

    ReschedulingRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The last move since the booking was made that it had tickets for: whoever asked for their money is not asked
    /// again, and who has no tickets is not asked at all.
    public Optional<Rescheduling> find(Booking booking) {
        return jdbc.sql("""
                        select r.number, r.from_starts_at, r.to_starts_at, r.answer_by, r.message, a.answer
                          from catalog.event_rescheduling r
                          left join booking.rescheduling_answer a
                            on a.event_id = r.event_id and a.number = r.number and a.booking_id = :booking
                         where r.event_id = :event and r.created_at > :since and (a.answer is not null or :hasSeats)
                         order by (a.answer is not distinct from 'REFUND') desc, r.number desc limit 1
                        """)
                .param("event", booking.event())
                .param("booking", booking.id())
                .param("since", booking.createdAt().atOffset(ZoneOffset.UTC))
                .param("hasSeats", booking.status().hasSeats())
                .query((row, _) -> read(row))
                .optional();
    }

    private static Rescheduling read(ResultSet row) throws SQLException {
        var answer = row.getString("answer");
        return new Rescheduling(
                row.getInt("number"),
                instant(row, "from_starts_at"),
                instant(row, "to_starts_at"),
                Objects.requireNonNull(instant(row, "answer_by")),
                row.getString("message"),
                answer == null ? null : Answer.valueOf(answer));
    }

    /// The last answer counts.
    public void answer(Booking booking, Rescheduling rescheduling, Answer answer, Instant now) {
        jdbc.sql("""
                        insert into booking.rescheduling_answer (event_id, number, booking_id, answer, answered_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (event_id, number, booking_id)
                        do update set answer = excluded.answer, answered_at = excluded.answered_at
                        """)
                .params(booking.event(), rescheduling.number(), booking.id(), answer.name())
                .param(now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
