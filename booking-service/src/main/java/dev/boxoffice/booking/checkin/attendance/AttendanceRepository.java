package dev.boxoffice.booking.checkin.attendance;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts rows rather than keep a counter: gates that scan a hundred guests a second would all wait for it.
@Repository
class AttendanceRepository {

    private record Row(String gate, long in, long left) {}

    private final JdbcClient jdbc;

    AttendanceRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Attendance of(UUID event) {
        var sold = jdbc.sql("select count(*) from inventory.ticket where event_id = ? and status = 'BOOKED'")
                .param(event)
                .query(Long.class)
                .single();
        var rows = jdbc.sql("""
                        select gate, count(*) filter (where direction = 'IN') inside, count(*) filter (where direction = 'OUT') outside
                          from booking.check_in where event_id = ? group by gate order by gate
                        """)
                .param(event)
                .query((row, _) -> new Row(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
        return new Attendance(
                sold,
                rows.stream().mapToLong(Row::in).sum(),
                rows.stream().mapToLong(Row::left).sum(),
                gates(rows));
    }

    private static List<Attendance.Gate> gates(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.in() > 0)
                .map(row -> new Attendance.Gate(row.gate(), row.in()))
                .toList();
    }
}
