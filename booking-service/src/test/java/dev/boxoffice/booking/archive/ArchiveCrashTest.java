package dev.boxoffice.booking.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingProcess;
import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestEvent;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// O12: an archiver that is killed at any moment loses no row and leaves none in two places; the next one
/// goes on.
@TestPropertySource(
        properties = {"boxoffice.archive.enabled=false", "boxoffice.archive.quiet=0s", "boxoffice.archive.batch=50"})
class ArchiveCrashTest extends BookingServiceTest {

    private static final int BOOKINGS = 600;
    private static final Map<String, String> ARCHIVER = Map.of(
            "boxoffice.archive.after", "39d",
            "boxoffice.archive.quiet", "0s",
            "boxoffice.archive.batch", "10",
            "boxoffice.archive.interval", "100ms");

    @Autowired
    ArchiveService archive;

    private BookingTestEvent concert;

    @Test
    void an_archiver_that_is_killed_loses_nothing_and_doubles_nothing() throws Exception {
        var before = rows();
        assertThat(hot()).isEqualTo(BOOKINGS);

        // The first is cut off inside a transaction: the ledger's archive takes no rows for now, and what stands before
        // it was moved.
        try (var gate = POSTGRES.superuser().getConnection()) {
            gate.setAutoCommit(false);
            gate.createStatement().execute("lock table booking.archived_ledger_entry in share mode");
            try (var victim = BookingProcess.start(ARCHIVER)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> stuck() > 0);
                victim.kill();
                cutOff();
                await().atMost(Duration.ofSeconds(30)).until(() -> stuck() == 0);
            }
            gate.rollback();
        }
        assertThat(hot()).isEqualTo(BOOKINGS);
        assertThat(rows()).isEqualTo(before);

        // The second wherever it happens to be.
        try (var victim = BookingProcess.start(ARCHIVER)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> hot() < BOOKINGS);
            victim.kill();
        }
        assertThat(rows()).isEqualTo(before);

        await().atMost(Duration.ofSeconds(60)).until(() -> isDone(archive.archive(concert.id())));
        assertThat(hot()).isZero();
        assertThat(rows()).isEqualTo(before);
    }

    /// One real sale, and many made like it: a booking, its payment in the ledger, its buyer's count and
    /// its tickets.
    @BeforeEach
    void sellOut() {
        concert = concert().seated("Stalls", 20, 2 * BOOKINGS / 20, 4500).open();
        var alice = buyer("alice-" + UUID.randomUUID());
        var hold = alice.reserve(concert.ticket(0), concert.ticket(1));
        var sold = alice.buy(hold.text("holdId"), "pm_card_visa").text("bookingId");
        awaitStatus(alice, sold, "CONFIRMED");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sql().sql("select count(*) = 0 from booking.payment_in_flight where event_id = ?")
                        .param(concert.id())
                        .query(Boolean.class)
                        .single());
        sql().sql("""
                        with made as (
                            insert into booking.booking
                            select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'hold_key', 'many' || n,
                                       'buyer', 'many' || n, 'payment_intent_id', b.payment_intent_id || '_' || n,
                                       'ordinals', to_jsonb(array[2 * n, 2 * n + 1])))).*
                              from booking.booking b, generate_series(1, ? - 1) n where b.event_id = ?
                            returning *
                        ), counted as (
                            insert into booking.customer_tickets
                            select (jsonb_populate_record(c, jsonb_build_object('buyer', m.buyer))).*
                              from made m join booking.customer_tickets c on c.event_id = m.event_id
                            returning 1
                        ), taken as (
                            update inventory.ticket t set status = 'BOOKED', booking_id = m.id, owner = m.buyer
                              from made m where t.event_id = m.event_id and t.ordinal = any(m.ordinals)
                            returning 1
                        )
                        insert into booking.ledger_entry
                        select (jsonb_populate_record(l, jsonb_build_object('id', uuidv7(), 'booking_id', m.id,
                                   'payment_intent_id', m.payment_intent_id, 'reference', m.payment_intent_id))).*
                          from made m join booking.ledger_entry l on l.event_id = m.event_id
                        """).params(BOOKINGS, concert.id()).update();
        sql().sql("update catalog.event set starts_at = now() - interval '40 days', ends_at = null where id = ?")
                .param(concert.id())
                .update();
    }

    /// Every row of the event wherever it stands, table by table: how many, and a hash of all. A row in two
    /// places counts twice.
    private Map<String, String> rows() {
        var rows = new TreeMap<String, String>();
        var tables = sql().sql("""
                        select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent
                         where p.relnamespace = 'booking'::regnamespace and p.relkind = 'r'
                        """).query(String.class).list();
        for (var table : tables) {
            rows.put(
                    table,
                    sql().sql(
                                    "select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') from booking."
                                            + table + " t where event_id = ?")
                            .param(concert.id())
                            .query(String.class)
                            .single());
        }
        assertThat(rows).hasEntrySatisfying("ledger_entry", it -> assertThat(it).startsWith(BOOKINGS + " "));
        return rows;
    }

    private long hot() {
        return sql().sql("select count(*) from only booking.booking where event_id = ?")
                .param(concert.id())
                .query(Long.class)
                .single();
    }

    /// Archivers that wait at the gate, in the middle of a batch.
    private long stuck() {
        return sql().sql("""
                        select count(*) from pg_stat_activity
                         where usename = 'booking_service' and wait_event_type = 'Lock' and query like '%booking.archive_bookings(%'
                        """).query(Long.class).single();
    }

    private void cutOff() {
        sql().sql("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                         where usename = 'booking_service' and wait_event_type = 'Lock' and query like '%booking.archive_bookings(%'
                        """).query(Boolean.class).list();
    }

    private static boolean isDone(ArchiveService.Outcome outcome) {
        return outcome instanceof ArchiveService.Outcome.Moved moved
                && !moved.batch().more();
    }
}
