package dev.boxoffice.booking.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.booking.testing.BookingTestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/// O12: what is over leaves the hot tables, and is there for whoever asks for it.
@TestPropertySource(
        properties = {"boxoffice.archive.enabled=false", "boxoffice.archive.quiet=0s", "boxoffice.archive.batch=2"})
class ArchiveTest extends BookingServiceTest {

    private static final int BUYERS = 5;

    @Autowired
    ArchiveService archive;

    private final String name = "buyer" + UUID.randomUUID().toString().replace("-", "");
    private final List<String> bookings = new ArrayList<>();
    private BookingTestEvent concert;

    @BeforeEach
    void onSale() {
        concert = concert().seated("Stalls", 1, 12, 4500).open();
    }

    private BookingTestClient operator() {
        return BookingTestClient.of(base(), "oscar", "operator");
    }

    private BookingTestClient organizer() {
        return BookingTestClient.of(base(), "olivia", "organizer");
    }

    /// Five bookings of two seats; one has had money back, one was sold at the counter, one moved.
    private void sell() {
        for (var number = 0; number < BUYERS; number++) {
            var buyer = buyer(name + number);
            var hold = buyer.reserve(concert.ticket(number * 2), concert.ticket(number * 2 + 1));
            bookings.add(buyer.buy(hold.text("holdId"), "pm_card_visa").text("bookingId"));
            awaitStatus(buyer, bookings.getLast(), "CONFIRMED");
        }
        // What Stripe tells of the refund would have the booking looked at again, at a moment of its own.
        STRIPE.deliverTo(null);
        assertThat(refund(1).status()).isEqualTo(201);
        awaitRefunded(1);
        sql().sql("""
                        insert into booking.box_office_sale (event_id, booking_id, payment, sold_by, sold_at)
                        values (?, ?::uuid, 'COMP', 'olivia', now())
                        """).params(concert.id(), bookings.get(2)).update();
        sql().sql("""
                        insert into booking.seat_move (event_id, booking_id, from_ordinal, to_ordinal, moved_by, moved_at)
                        values (?, ?::uuid, 10, 6, 'olivia', now())
                        """).params(concert.id(), bookings.get(3)).update();
        sql().sql("""
                        insert into booking.waitlist_entry (event_id, id, subject, quantity, sections, price_types, state, joined_at)
                        values (?, uuidv7(), ?, 1, '{}', '{}', 'LEFT', now())
                        """).params(concert.id(), name + "0").update();
        var listed = Map.of("ticketIds", List.of(concert.ticket(8)));
        assertThat(buyer(name + 4)
                        .post("/bookings/" + bookings.get(4) + "/resale", listed)
                        .status())
                .isEqualTo(201);
    }

    private BookingTestResponse refund(int number) {
        return organizer()
                .post(
                        "/bookings/" + bookings.get(number) + "/refunds",
                        Map.of(
                                "reason",
                                "The view",
                                "voidTickets",
                                false,
                                "amount",
                                Map.of("amount", 500, "currency", "EUR")));
    }

    private void awaitRefunded(int number) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> sql().sql("""
                        select count(*) = 0 from booking.refund where event_id = ? and booking_id = ?::uuid and (status <> 'SUCCEEDED'
                               or exists (select from booking.payment_review v where v.payment_intent_id = refund.payment_intent_id))
                        """)
                        .params(concert.id(), bookings.get(number))
                        .query(Boolean.class)
                        .single());
    }

    private void end(String ago) {
        sql().sql("update catalog.event set starts_at = now() - ?::interval, ends_at = null where id = ?")
                .params(ago, concert.id())
                .update();
    }

    /// @return how often it was asked until nothing was left
    private int untilDone(Callable<BookingTestResponse> call) {
        for (var calls = 1; ; calls++) {
            try {
                var answer = call.call();
                assertThat(answer.status()).as(answer.raw().text()).isIn(200, 503);
                if (answer.status() == 200 && !answer.body().path("more").asBoolean()) {
                    return calls;
                }
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }

    /// What its organizer reads of the event.
    private List<String> reports() {
        return Stream.of("bookings", "attendees", "ledger", "sales?by=tier")
                .map(report -> organizer().get("/events/" + concert.id() + "/" + report))
                .peek(answer ->
                        assertThat(answer.status()).as(answer.raw().text()).isEqualTo(200))
                .map(answer -> answer.raw().text())
                .toList();
    }

    private String path() {
        return "/operator/events/" + concert.id() + "/archive";
    }

    private void archiveAll() {
        untilDone(() -> operator().post(path(), Map.of()));
    }

    private long hot(String table) {
        return sql().sql("select count(*) from only booking." + table + " where event_id = ?")
                .param(concert.id())
                .query(Long.class)
                .single();
    }

    private List<String> tables() {
        return sql().sql("""
                        select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent
                         where p.relnamespace = 'booking'::regnamespace and p.relkind = 'r' order by 1
                        """).query((row, _) -> row.getString(1)).list();
    }

    /// Every row of the event, wherever it stands.
    private Map<String, String> rows(String only) {
        var rows = new LinkedHashMap<String, String>();
        for (var table : tables()) {
            rows.put(
                    table,
                    sql().sql("select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from " + only
                                    + " booking." + table + " t where event_id = ?")
                            .param(concert.id())
                            .query(String.class)
                            .single());
        }
        rows.put(
                "audit",
                sql().sql("select count(*) from booking.audit_entry where event_id = ?")
                        .param(concert.id())
                        .query(String.class)
                        .single());
        return rows;
    }

    @Test
    void what_is_over_leaves_the_hot_tables_and_is_read_as_before() {
        sell();
        end("1 day");
        var before = rows("");
        var answers = new ArrayList<String>();
        for (var number = 0; number < BUYERS; number++) {
            answers.add(buyer(name + number)
                    .get("/bookings/" + bookings.get(number))
                    .raw()
                    .text());
        }
        var reports = reports();
        assertThat(Map.of("booking", hot("booking"), "ledger_entry", hot("ledger_entry")))
                .isEqualTo(Map.of("booking", 5L, "ledger_entry", 6L));

        archiveAll();

        assertThat(tables())
                .contains("booking", "refund", "ledger_entry", "check_in", "ticket_transfer", "resale_ticket");
        assertThat(tables())
                .allSatisfy(table -> assertThat(hot(table)).as(table).isZero());
        assertThat(rows("")).isEqualTo(before);
        for (var number = 0; number < BUYERS; number++) {
            var buyer = buyer(name + number);
            assertThat(buyer.get("/bookings/" + bookings.get(number)).raw().text())
                    .isEqualTo(answers.get(number));
            assertThat(buyer.get("/bookings").body().path("bookings")).hasSize(1);
            assertThat(buyer.get("/bookings/" + bookings.get(number) + "/tickets")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(reports()).isEqualTo(reports);
        promisesAreKept(concert);
    }

    @Test
    void a_batch_is_one_transaction_and_everything_comes_back_as_it_was() {
        sell();
        end("1 day");
        var before = rows("only");

        var first = operator().post(path(), Map.of());
        assertThat(first.status()).as(first.raw().text()).isEqualTo(200);
        assertThat(first.body().path("moved").asInt()).isEqualTo(2);
        assertThat(hot("booking")).isEqualTo(3);
        promisesAreKept(concert);
        archiveAll();
        assertThat(hot("booking")).isZero();

        untilDone(() -> operator().delete(path()));
        assertThat(rows("only")).isEqualTo(before);
        promisesAreKept(concert);
    }

    @Test
    void whoever_changes_an_archived_booking_has_it_back_and_no_money_is_told_twice() {
        sell();
        end("1 day");
        archiveAll();

        assertThat(refund(1).status()).isEqualTo(201);
        awaitRefunded(1);
        assertThat(hot("booking")).isOne();
        assertThat(hot("refund")).isEqualTo(2);
        assertThat(hot("ledger_entry")).isEqualTo(3);
        assertThat(sql().sql("select count(*) from booking.ledger_entry where event_id = ?")
                        .param(concert.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(7);
        promisesAreKept(concert);

        archiveAll();
        assertThat(hot("booking")).isZero();
        promisesAreKept(concert);
    }

    @Test
    void a_row_that_names_an_archived_booking_brings_it_back() {
        sell();
        end("1 day");
        archiveAll();
        sql().sql("""
                        insert into booking.mail_repetition (event_id, booking_id, requested_by, requested_at)
                        values (?, ?::uuid, 'olivia', now())
                        """).params(concert.id(), bookings.getFirst()).update();
        assertThat(hot("booking")).isOne();
    }

    @Test
    void a_scan_that_comes_after_the_archive_has_its_booking_back() {
        sellTonight();
        var first = scan(code(0), "IN");
        scan(code(1), "IN");
        scan(code(3), "IN");
        end("1 day");
        archiveAll();
        assertThat(hot("check_in")).isZero();

        // One comes from a door that was without a network, one is undone, one is made at the gate.
        upload(code(1));
        assertThat(sam().delete("/check-ins/" + first).status()).isEqualTo(204);
        scan(code(3), "OUT");

        for (var number : List.of(0, 1, 3)) {
            assertThat(refund(number).status()).isEqualTo(201);
            awaitRefunded(number);
        }
        assertThat(hot("booking")).isEqualTo(3);
        var attendance = sam().get("/events/" + concert.id() + "/attendance");
        assertThat(attendance.body().path("left").asInt())
                .as(attendance.raw().text())
                .isEqualTo(2);
        untilDone(() -> operator().delete(path()));
        assertThat(hot("booking")).isEqualTo(5);
        promisesAreKept(concert);
    }

    @Test
    void a_scan_that_comes_while_its_booking_is_archived_has_it_back() throws Exception {
        sellTonight();
        var code = code(1);
        scan(code, "IN");
        end("1 day");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var archiver = POSTGRES.superuser().getConnection()) {
            archiver.setAutoCommit(false);
            archiver.createStatement().execute("select booking.archive_bookings('" + concert.id() + "', now(), 10)");
            var uploading = threads.submit(() -> upload(code));
            awaitWaiterFor(archiver);
            archiver.commit();
            uploading.get();
        }
        assertThat(hot("booking")).isOne();
        assertThat(refund(1).status()).isEqualTo(201);
        awaitRefunded(1);
        untilDone(() -> operator().delete(path()));
        assertThat(hot("booking")).isEqualTo(5);
        promisesAreKept(concert);
    }

    private void sellTonight() {
        concert = concert()
                .seated("Stalls", 1, 12, 4500)
                .startingAt(Instant.now().plus(Duration.ofHours(1)))
                .open();
        sell();
    }

    private void upload(String code) {
        var late = Map.of(
                "code",
                code,
                "gate",
                "B",
                "nonce",
                "late",
                "direction",
                "OUT",
                "scannedAt",
                Instant.now().toString(),
                "device",
                "door");
        var answer = sam().post("/events/" + concert.id() + "/scans", Map.of("scans", List.of(late)));
        assertThat(answer.body().at("/results/0/result").asString())
                .as(answer.raw().text())
                .isEqualTo("LEFT");
    }

    private BookingTestClient sam() {
        return BookingTestClient.of(base(), "sam", "scanner");
    }

    private String code(int number) {
        return buyer(name + number)
                .get("/bookings/" + bookings.get(number) + "/tickets")
                .body()
                .at("/tickets/0/code")
                .asString();
    }

    /// @return its id
    private String scan(String code, String direction) {
        var nonce = UUID.randomUUID().toString();
        var answer =
                sam().post("/check-ins", Map.of("code", code, "gate", "A", "nonce", nonce, "direction", direction));
        assertThat(answer.status()).as(answer.raw().text()).isEqualTo(200);
        return answer.text("checkInId");
    }

    @Test
    void a_person_is_found_and_forgotten_in_the_archive_too() {
        sell();
        end("1 day");
        archiveAll();
        var person = name + "1";
        var export = buyer(person).get("/people/" + person).body().path("records");
        assertThat(export.path("booking.booking")).hasSize(1);
        assertThat(export.path("booking.customer_tickets")).hasSize(1);

        var erased = BookingTestClient.of(base(), "root", "operator").delete("/people/" + person);
        assertThat(erased.status()).as(erased.raw().text()).isEqualTo(200);
        assertThat(rows("").values()).noneMatch(text -> text.contains(person));
        assertThat(hot("booking")).isZero();
        promisesAreKept(concert);
    }

    @Test
    void it_takes_what_is_over_for_long_and_leaves_what_an_operator_has_brought_back() {
        sell();
        end("10 days");
        while (archive.archiveNext()) {}
        assertThat(hot("booking")).isEqualTo(5);
        end("91 days");
        while (archive.archiveNext()) {}
        assertThat(hot("booking")).isZero();

        untilDone(() -> operator().delete(path()));
        while (archive.archiveNext()) {}
        assertThat(hot("booking")).isEqualTo(5);
    }

    @Test
    void what_still_moves_stays() {
        sell();
        end("1 day");
        sql().sql("""
                        insert into booking.dispute (event_id, stripe_id, booking_id, payment_intent_id, amount, currency, reason, status,
                            opened_at, updated_at)
                        select event_id, 'dp_' || id, id, payment_intent_id, 100, 'EUR', 'fraudulent', 'needs_response', now(), now()
                          from booking.booking where id = ?::uuid
                        """).param(bookings.get(4)).update();
        archiveAll();
        assertThat(hot("booking")).isOne();
        assertThat(hot("dispute")).isOne();
    }

    @Test
    void what_is_not_over_or_unknown_or_not_theirs_is_refused() {
        assertThat(operator().post(path(), Map.of()).status()).isEqualTo(409);
        assertThat(operator()
                        .post("/operator/events/" + UUID.randomUUID() + "/archive", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(operator().delete("/operator/events/nonsense/archive").status())
                .isEqualTo(404);
        assertThat(organizer().post(path(), Map.of()).status()).isEqualTo(403);
        assertThat(organizer().delete(path()).status()).isEqualTo(403);
    }

    /// Else a booking with such a row could never leave: a later table calls `booking.make_archive_of`.
    @Test
    void every_table_that_names_bookings_has_an_archive_with_the_same_columns() {
        assertThat(sql().sql("""
                        select k.conrelid::regclass::text from pg_constraint k
                         where k.contype = 'f' and k.confrelid = 'booking.booking'::regclass
                           and not exists (select from pg_inherits i where i.inhparent = k.conrelid)
                        """).query(String.class).list()).isEmpty();
        assertThat(sql().sql("""
                        select i.inhrelid::regclass || '.' || a.attname from pg_inherits i
                          join pg_attribute a on a.attrelid = i.inhrelid and a.attnum > 0 and not a.attisdropped
                          join pg_class p on p.oid = i.inhparent and p.relnamespace = 'booking'::regnamespace and p.relkind = 'r'
                         where a.attinhcount = 0
                        """).query(String.class).list()).isEmpty();
    }
}
