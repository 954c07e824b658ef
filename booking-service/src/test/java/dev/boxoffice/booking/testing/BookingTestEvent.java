package dev.boxoffice.booking.testing;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An event on sale, written as event-service writes one.
public final class BookingTestEvent {

    private record Section(String name, int rows, int seatsPerRow, long price) {}

    private final List<Section> sections = new ArrayList<>();
    private final JdbcClient jdbc;
    private final UUID id = TimeOrderedId.next();
    private final Map<String, List<Map<String, Object>>> types = new HashMap<>();
    private final Map<String, Object> charges = new HashMap<>(Map.of("fees", List.of()));
    private int codes;
    private long pricingVersion;
    private String status = "PUBLISHED";
    private String currency = "EUR";
    private String waitingRoom = "OFF";
    private String orphanRule = "OFF";
    private final Map<Integer, Map<String, Object>> marks = new HashMap<>();
    private int maxPerBooking = 8;
    private int maxPerCustomer = 8;
    private Instant startsAt = Instant.now().plus(Duration.ofDays(30));
    private @Nullable Instant endsAt;
    private @Nullable Instant salesStartAt;
    private @Nullable Instant salesEndAt;

    private BookingTestEvent(TestPostgres postgres) {
        this.jdbc = JdbcClient.create(postgres.superuser());
    }

    public static BookingTestEvent in(TestPostgres postgres) {
        return new BookingTestEvent(postgres);
    }

    public BookingTestEvent seated(String name, int rows, int seatsPerRow, long price) {
        sections.add(new Section(name, rows, seatsPerRow, price));
        return this;
    }

    public BookingTestEvent standing(String name, int capacity, long price) {
        sections.add(new Section(name, 0, capacity, price));
        return this;
    }

    /// Several prices for a section; without, it has the one type `Standard`.
    public BookingTestEvent type(
            String section, String type, long amount, @Nullable String needs, @Nullable Integer maxPerBooking) {
        var price = new LinkedHashMap<String, Object>(Map.of("type", type, "amount", amount));
        if (needs != null) {
            price.put("needs", needs);
        }
        if (maxPerBooking != null) {
            price.put("maxPerBooking", maxPerBooking);
        }
        types.computeIfAbsent(section, _ -> new ArrayList<>()).add(price);
        return this;
    }

    /// @param fees as in the documents of `catalog.event_pricing`
    public BookingTestEvent fees(List<Map<String, Object>> fees) {
        charges.put("fees", fees);
        return this;
    }

    public BookingTestEvent tax(String name, Object percent, boolean included) {
        charges.put("tax", Map.of("name", name, "percent", percent, "included", included));
        return this;
    }

    /// @param windows as in the documents of `catalog.event_pricing`
    public BookingTestEvent refundPolicy(boolean feesRefundable, List<Map<String, Object>> windows) {
        charges.put("refundPolicy", Map.of("windows", windows, "feesRefundable", feesRefundable));
        return this;
    }

    /// Another organizer's than olivia's.
    public BookingTestEvent ownedBy(String organizer) {
        jdbc.sql("update catalog.event set owner = ?, organization_id = catalog.own_organization(?) where id = ?")
                .params(organizer, organizer, id)
                .update();
        return this;
    }

    /// Somebody who works for its organization, as `PUT /organizations/{id}/members/{subject}` makes them.
    public BookingTestEvent member(String subject, String role) {
        jdbc.sql("""
                        insert into catalog.organization_member (organization_id, subject, role, added_at)
                        select organization_id, ?, ?, now() from catalog.event where id = ?
                        on conflict (organization_id, subject) do update set role = excluded.role
                        """).params(subject, role, id).update();
        return this;
    }

    public void dismiss(String subject) {
        jdbc.sql("""
                        delete from catalog.organization_member
                         where subject = ? and organization_id = (select organization_id from catalog.event where id = ?)
                        """).params(subject, id).update();
    }

    /// As event-service moves an event that is sold.
    public void reschedule(Instant from, Instant to, Instant answerBy) {
        jdbc.sql("""
                        insert into catalog.event_rescheduling (event_id, number, from_starts_at, to_starts_at, answer_by, message, created_at)
                        select :event, coalesce(max(number), 0) + 1, :from, :to, :answerBy, 'The roof is being mended.', now()
                          from catalog.event_rescheduling where event_id = :event
                        """)
                .param("event", id)
                .param("from", utc(from))
                .param("to", utc(to))
                .param("answerBy", utc(answerBy))
                .update();
    }

    /// As event-service stores it from publication on, and again with each later edit.
    public void price() {
        var tiers = sections.stream()
                .map(section -> Map.of(
                        "name",
                        "Tier " + section.name(),
                        "sections",
                        List.of(section.name()),
                        "prices",
                        types.getOrDefault(
                                section.name(), List.of(Map.of("type", "Standard", "amount", section.price())))))
                .toList();
        var document = new LinkedHashMap<String, Object>(charges);
        document.put("currency", currency);
        document.put("tiers", tiers);
        jdbc.sql(
                        "insert into catalog.event_pricing (event_id, version, document, created_at) values (?, ?, ?::jsonb, now())")
                .params(id, ++pricingVersion, BookingTestResponse.JSON.writeValueAsString(document))
                .update();
        jdbc.sql("update catalog.event set pricing_version = ? where id = ?")
                .params(pricingVersion, id)
                .update();
    }

    /// Other prices for the same sections, as an organiser sets them.
    public void reprice(long amount) {
        sections.replaceAll(section -> new Section(section.name(), section.rows(), section.seatsPerRow(), amount));
        types.clear();
        price();
    }

    /// @param terms columns of `catalog.sale_code` beside its name
    public BookingTestEvent code(String code, String kind, Map<String, Object> terms) {
        var columns = new LinkedHashMap<String, Object>(terms);
        columns.putIfAbsent("sections", new String[0]);
        columns.putIfAbsent("price_types", new String[0]);
        var statement = jdbc.sql("""
                        insert into catalog.sale_code (event_id, number, code, code_key, kind, created_at, %s)
                        values (:event, :number, :code, upper(:code), :kind, now(), %s)
                        """.formatted(
                                String.join(", ", columns.keySet()),
                                String.join(
                                        ", ",
                                        columns.keySet().stream()
                                                .map(name -> ":" + name)
                                                .toList())))
                .param("event", id)
                .param("number", ++codes)
                .param("code", code)
                .param("kind", kind);
        for (var column : columns.entrySet()) {
            var value = column.getValue() instanceof Instant time ? utc(time) : column.getValue();
            statement = statement.param(column.getKey(), value);
        }
        statement.update();
        countCodes();
        return this;
    }

    public void deleteCode(String code) {
        jdbc.sql("update catalog.sale_code set deleted_at = now() where event_id = ? and code = ?")
                .params(id, code)
                .update();
        countCodes();
    }

    private void countCodes() {
        jdbc.sql("""
                        insert into catalog.sale_code_series as s (event_id, version, last_number) values (?, 1, ?)
                        on conflict (event_id) do update
                           set version = s.version + 1, last_number = excluded.last_number
                        """).params(id, codes).update();
    }

    public BookingTestEvent limits(int perBooking, int perCustomer) {
        maxPerBooking = perBooking;
        maxPerCustomer = perCustomer;
        return this;
    }

    public BookingTestEvent sales(@Nullable Instant from, @Nullable Instant until) {
        salesStartAt = from;
        salesEndAt = until;
        return this;
    }

    public BookingTestEvent startingAt(@Nullable Instant time) {
        startsAt = time;
        return this;
    }

    public BookingTestEvent endingAt(@Nullable Instant time) {
        endsAt = time;
        return this;
    }

    public BookingTestEvent currency(String code) {
        currency = code;
        return this;
    }

    public BookingTestEvent waitingRoom(String mode) {
        waitingRoom = mode;
        return this;
    }

    public BookingTestEvent orphanRule(String rule) {
        orphanRule = rule;
        return this;
    }

    /// @param mark of the seat in the map, such as `accessible`
    public BookingTestEvent mark(int ordinal, String mark, Object value) {
        marks.put(ordinal, Map.of(mark, value));
        return this;
    }

    public BookingTestEvent status(String other) {
        status = other;
        return this;
    }

    public BookingTestEvent open() {
        var venue = TimeOrderedId.next();
        jdbc.sql("""
                        insert into catalog.venue (id, owner, name, city, country_code, timezone, created_at, updated_at)
                        values (?, 'olivia', 'Beyoncé Hall', 'Łódź', 'PL', 'Europe/Warsaw', now(), now())
                        """).param(venue).update();
        jdbc.sql("""
                        insert into catalog.event (id, owner, name, category, venue_id, starts_at, ends_at, sales_start_at, sales_end_at,
                            status, max_tickets_per_booking, max_tickets_per_customer, waiting_room_mode, orphan_rule, created_at, updated_at)
                        values (?, 'olivia', 'Café Tacvba & 東京 Orchestra', 'MUSIC', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now())
                        """)
                .params(id, venue, utc(startsAt), utc(endsAt), utc(salesStartAt), utc(salesEndAt), status)
                .params(maxPerBooking, maxPerCustomer, waitingRoom, orphanRule)
                .update();
        writeLayout();
        price();
        return member("sam", "DOOR").member("sarah", "DOOR");
    }

    private void writeLayout() {
        var first = 0;
        var map = new ArrayList<Map<String, Object>>();
        for (var tier = 0; tier < sections.size(); tier++) {
            var section = sections.get(tier);
            var total = Math.max(1, section.rows()) * section.seatsPerRow();
            jdbc.sql("insert into catalog.price_tier values (?, ?, ?, ?, ?, ?)")
                    .params(id, tier, "Tier " + section.name(), section.price(), currency)
                    .param(new String[] {section.name()})
                    .update();
            jdbc.sql("""
                            insert into inventory.ticket (event_id, ordinal, price_tier, changed_at)
                            select ?, n, ?, now() from generate_series(?, ?) n
                            """).params(id, tier, first, first + total - 1).update();
            map.add(sectionMap(section, first, total));
            first += total;
        }
        jdbc.sql("insert into inventory.event_layout values (?, ?, ?::jsonb, now())")
                .params(id, first)
                .param(BookingTestResponse.JSON.writeValueAsString(
                        Map.of("eventId", id, "total", first, "sections", map)))
                .update();
    }

    private Map<String, Object> sectionMap(Section section, int first, int total) {
        var rows = IntStream.range(0, section.rows())
                .mapToObj(row -> Map.of(
                        "name",
                        Character.toString('A' + row % 26) + (row < 26 ? "" : row / 26),
                        "seats",
                        IntStream.rangeClosed(1, section.seatsPerRow())
                                .mapToObj(seat -> seat(seat, row, first + row * section.seatsPerRow() + seat - 1))
                                .toList()))
                .toList();
        var map = new LinkedHashMap<String, Object>();
        map.put("name", section.name());
        map.put("kind", section.rows() == 0 ? "GENERAL_ADMISSION" : "SEATED");
        map.put("firstOrdinal", first);
        map.put("capacity", total);
        map.put("rows", rows);
        return map;
    }

    private Map<String, Object> seat(int number, int row, int ordinal) {
        var seat = new LinkedHashMap<String, Object>(
                Map.of("number", Integer.toString(number), "x", number * 1.0, "y", row * 1.0));
        seat.putAll(marks.getOrDefault(ordinal, Map.of()));
        return seat;
    }

    /// As an organiser moves it; who has it in memory has to be told.
    public void move(@Nullable Instant start, @Nullable Instant end) {
        jdbc.sql("update catalog.event set starts_at = ?, ends_at = ? where id = ?")
                .params(utc(start), utc(end), id)
                .update();
    }

    /// When the organiser lets people in; who has the event in memory has to be told.
    public void openDoorsAt(Instant time) {
        jdbc.sql("update catalog.event set doors_at = ? where id = ?")
                .params(utc(time), id)
                .update();
    }

    public void cancel() {
        jdbc.sql("update catalog.event set status = 'CANCELLED', cancelled_at = now() where id = ?")
                .param(id)
                .update();
    }

    /// As event-service does where its organiser says `includeUsed`.
    public void cancelWithUsed() {
        jdbc.sql(
                        "update catalog.event set status = 'CANCELLED', cancelled_at = now(), refunds_used = true where id = ?")
                .param(id)
                .update();
    }

    public UUID id() {
        return id;
    }

    public String ticket(int ordinal) {
        return id + "." + ordinal;
    }

    public String[] tickets(int from, int until) {
        return IntStream.range(from, until).mapToObj(this::ticket).toArray(String[]::new);
    }

    public List<String> ticketStatuses() {
        return jdbc.sql("select status from inventory.ticket where event_id = ? order by ordinal")
                .param(id)
                .query(String.class)
                .list();
    }

    public long count(String ticketStatus) {
        return ticketStatuses().stream().filter(ticketStatus::equals).count();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
