package dev.boxoffice.booking.seats;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The changes of tickets that Redis may not know of yet.
@Repository
class MirrorOutboxRepository {

    /// @param spentAdmission the admission its booking used up, where it is confirmed by now
    record Row(
            UUID id,
            UUID event,
            UUID booking,
            List<Integer> ordinals,
            @Nullable String spentAdmission) {}

    private static final int DELETE_BATCH = 1_000;

    private final JdbcClient jdbc;
    private final ConcurrentLinkedQueue<UUID> done = new ConcurrentLinkedQueue<>();

    MirrorOutboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Rows are deleted many at a time; one that is repaired once more in between does no harm.
    void done(UUID row) {
        done.add(row);
    }

    void deleteDone() {
        while (!done.isEmpty()) {
            var batch = Stream.generate(done::poll)
                    .takeWhile(row -> row != null)
                    .limit(DELETE_BATCH)
                    .toList();
            delete(batch);
        }
    }

    void delete(List<UUID> rows) {
        jdbc.sql("delete from booking.mirror_outbox where id = any(?)")
                .param(rows.toArray(UUID[]::new))
                .update();
    }

    List<Row> lockOverdue(Instant changedBefore, int limit) {
        return jdbc.sql("""
                        select m.id, m.event_id, m.booking_id, m.ordinals,
                               (select b.admission_id from booking.booking b
                                 where b.event_id = m.event_id and b.id = m.booking_id and b.status = 'CONFIRMED')
                          from booking.mirror_outbox m
                         where m.changed_at < ? order by m.changed_at limit ? for update of m skip locked
                        """)
                .params(changedBefore.atOffset(ZoneOffset.UTC), limit)
                .query((row, _) -> new Row(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        new ArrayList<>(
                                Arrays.asList((Integer[]) row.getArray(4).getArray())),
                        row.getString(5)))
                .list();
    }
}
