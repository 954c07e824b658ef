package dev.boxoffice.booking.journey.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.booking.testing.BookingServiceTest;
import dev.boxoffice.booking.testing.BookingTestClient;
import dev.boxoffice.booking.testing.BookingTestEvent;
import dev.boxoffice.platform.servlet.audit.AuditSealService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every change of money, a seat or a right is told for ever, to those whose it is.
class AuditTest extends BookingServiceTest {

    private final String owner = "olga-" + UUID.randomUUID();
    private final String buyer = "bea-" + UUID.randomUUID();

    @Autowired
    AuditSealService seals;

    private BookingTestEvent refundedConcert() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open().ownedBy(owner);
        var client = buyer(buyer);
        var booking = client.buy(client.reserve(concert.ticket(0)).text("holdId"), "pm_card_visa")
                .text("bookingId");
        awaitStatus(client, booking, "CONFIRMED");
        var refund = organizer(owner)
                .post(
                        "/bookings/" + booking + "/refunds",
                        Map.of(
                                "reason",
                                "A pillar",
                                "voidTickets",
                                false,
                                "amount",
                                Map.of("amount", 500, "currency", "EUR")));
        assertThat(refund.status()).as(refund.raw().text()).isEqualTo(201);
        return concert;
    }

    private BookingTestClient organizer(String subject) {
        return BookingTestClient.of(base(), subject, "organizer");
    }

    private static List<String> actions(BookingTestClient reader, String query) {
        var actions = new ArrayList<String>();
        var page = reader.get("/audit" + query);
        assertThat(page.status()).as(page.raw().text()).isEqualTo(200);
        page.body()
                .path("entries")
                .forEach(entry -> actions.add(entry.path("action").asString("")));
        return actions;
    }

    @Test
    void a_refund_is_told_with_who_made_it_and_a_sale_by_its_ledger() {
        var concert = refundedConcert();
        var query = "?eventId=" + concert.id();
        assertThat(actions(organizer(owner), query)).contains("REFUND_MADE", "MONEY_CAPTURE");
        var first = organizer(owner).get("/audit" + query + "&size=1").body();
        var entry = first.path("entries").path(0);
        assertThat(entry.path("eventId").asString("")).isEqualTo(concert.id().toString());
        var second = organizer(owner)
                .get("/audit" + query + "&size=1&cursor="
                        + first.path("nextCursor").asString(""));
        assertThat(second.body().path("entries").path(0).path("id")).isNotEqualTo(entry.path("id"));
        var mine = organizer(owner).get("/audit?subject=" + buyer).body().path("entries");
        assertThat(mine.toString()).contains("REFUND_MADE", owner, buyer, "organizer");
        assertThat(mine.toString()).doesNotContain("A pillar");
    }

    @Test
    void what_is_left_blank_is_not_asked_for() {
        refundedConcert();
        var operator = BookingTestClient.of(base(), "root", "operator");
        var all = operator.get("/audit?eventId=&subject=&cursor=&size=");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.body().path("entries")).hasSizeLessThanOrEqualTo(20).isNotEmpty();
        assertThat(operator.get("/audit?size=201").status()).isEqualTo(422);
    }

    @Test
    void what_the_box_office_does_is_told_with_it() {
        var concert = concert().seated("Stalls", 1, 6, 4500).open().ownedBy(owner);
        var olga = organizer(owner);
        var withheld = Map.of("ticketIds", List.of(concert.ticket(4), concert.ticket(5)), "kind", "HOUSE");
        assertThat(olga.put("/events/" + concert.id() + "/withheld", withheld).status())
                .isLessThan(300);
        assertThat(olga.send("DELETE", "/events/" + concert.id() + "/withheld", withheld)
                        .status())
                .isLessThan(300);
        var comp = olga.post(
                "/events/" + concert.id() + "/box-office-sales",
                Map.of("ticketIds", List.of(concert.ticket(0)), "payment", "COMP"));
        assertThat(comp.status()).as(comp.raw().text()).isEqualTo(201);
        assertThat(actions(olga, "?eventId=" + concert.id()))
                .containsSubsequence("COMP_GIVEN", "TICKETS_RELEASED", "TICKETS_WITHHELD");
        var entries = olga.get("/audit?eventId=" + concert.id()).body().path("entries");
        assertThat(entries)
                .filteredOn(entry -> entry.path("action").asString().equals("TICKETS_RELEASED"))
                .extracting(entry -> entry.path("actor").asString(""))
                .as("who released them")
                .containsExactly(owner);
    }

    /// B13: whose seats were taken from them, by whom; nothing where the seats stayed.
    @Test
    void an_operator_who_ends_a_hold_is_told_of() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open().ownedBy(owner);
        var operator = BookingTestClient.of(base(), "oscar-" + UUID.randomUUID(), "operator");
        var paying = buyer(buyer).reserve(concert.ticket(1)).text("holdId");
        buyer(buyer).buy(paying, "pm_card_authenticationRequired");
        assertThat(operator.delete("/operator/holds/" + paying).status()).isEqualTo(409);
        assertThat(actions(operator, "?eventId=" + concert.id())).doesNotContain("HOLD_RELEASED");

        var hold = buyer(buyer).reserve(concert.ticket(0)).text("holdId");
        assertThat(operator.delete("/operator/holds/" + hold).status()).isEqualTo(204);
        assertThat(operator.delete("/operator/holds/" + hold).status()).isEqualTo(404);
        var told = organizer(owner).get("/audit?eventId=" + concert.id()).body().path("entries");
        assertThat(told)
                .filteredOn(entry -> entry.path("action").asString().equals("HOLD_RELEASED"))
                .hasSize(1)
                .allSatisfy(entry -> {
                    assertThat(entry.path("actor").asString()).startsWith("oscar-");
                    assertThat(entry.path("role").asString()).isEqualTo("operator");
                    assertThat(entry.path("details").path("ordinals").toString())
                            .isEqualTo("[0]");
                });
    }

    @Test
    void what_a_buyer_gives_back_is_told() {
        var concert = concert().seated("Stalls", 1, 2, 4500).open().ownedBy(owner);
        var paid = buyer(buyer).buy(buyer(buyer).reserve(concert.ticket(0)).text("holdId"), "pm_card_visa");
        assertThat(buyer(buyer)
                        .post("/bookings/" + paid.text("bookingId") + "/cancellation", Map.of())
                        .status())
                .isEqualTo(202);
        var told = organizer(owner).get("/audit?eventId=" + concert.id()).body().path("entries");
        assertThat(told)
                .filteredOn(entry -> entry.path("action").asString().equals("TICKETS_RETURNED"))
                .extracting(entry -> entry.path("actor").asString(""))
                .containsExactly(buyer);
    }

    @Test
    void organisers_read_their_own_and_operators_all() {
        var concert = refundedConcert();
        concert.member("dora-audit", "DOOR").member("fiona-audit", "FINANCE");
        var query = "?eventId=" + concert.id();
        assertThat(organizer("stranger").get("/audit" + query).status()).isEqualTo(403);
        assertThat(organizer("dora-audit").get("/audit" + query).status()).isEqualTo(403);
        assertThat(actions(organizer("fiona-audit"), query)).contains("REFUND_MADE");
        assertThat(actions(organizer("stranger"), "?subject=" + buyer)).isEmpty();
        assertThat(actions(BookingTestClient.of(base(), "root", "operator"), query))
                .contains("REFUND_MADE");
        assertThat(buyer(buyer).get("/audit" + query).status()).isEqualTo(403);
    }

    /// B13: as event-service writes it in the transaction that deletes a draft.
    @Test
    void what_was_done_to_a_draft_is_told_when_it_is_gone() {
        var concert = concert().seated("Stalls", 1, 4, 4500).open().ownedBy(owner);
        concert.member("dora-audit", "DOOR");
        var gone = UUID.randomUUID();
        JdbcClient.create(POSTGRES.superuser())
                .sql("""
                        insert into catalog.audit_entry (at, actor, role, action, object_type, object_id, event_id, organization_id, details)
                        select now(), catalog.audit_person_of(:owner), 'organizer', 'EVENT_DELETED', 'event', :gone, :gone::uuid,
                               e.organization_id, '{}'
                          from catalog.event e where e.id = :concert""")
                .param("owner", owner)
                .param("gone", gone.toString())
                .param("concert", concert.id())
                .update();
        var query = "?eventId=" + gone;
        var operator = BookingTestClient.of(base(), "root", "operator");
        assertThat(actions(organizer(owner), query)).containsExactly("EVENT_DELETED");
        assertThat(actions(operator, query)).containsExactly("EVENT_DELETED");
        assertThat(organizer("dora-audit").get("/audit" + query).status()).isEqualTo(404);
        assertThat(operator.get("/audit?eventId=" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(operator.get("/audit?eventId=nothing").status()).isEqualTo(404);
    }

    @Test
    void the_database_refuses_to_change_it() {
        refundedConcert();
        var owner = JdbcClient.create(POSTGRES.superuser());
        assertThatThrownBy(() -> owner.sql("update booking.audit_entry set role = 'nobody'")
                        .update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> owner.sql("delete from booking.audit_entry").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> owner.sql("truncate booking.audit_entry").update())
                .hasMessageContaining("append-only");
        assertThatThrownBy(() ->
                        owner.sql("delete from booking.audit_seal where false").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void what_is_changed_behind_the_trigger_breaks_its_seal() {
        refundedConcert();
        // What is written beside a transaction that still runs is sealed the next time.
        await().until(
                        () -> {
                            seals.seal(Instant.now());
                            return seals.verify(Instant.now()).entries();
                        },
                        many -> many > 0);
        assertThat(seals.verify(Instant.now()).intact()).isTrue();
        var owner = JdbcClient.create(POSTGRES.superuser());
        var entry = owner.sql("select id from booking.audit_entry order by tx limit 1")
                .query(UUID.class)
                .single();
        owner.sql("alter table booking.audit_entry disable trigger all").update();
        try {
            owner.sql("update booking.audit_entry set role = role || '!' where id = ?")
                    .param(entry)
                    .update();
            assertThat(seals.verify(Instant.now()).intact()).isFalse();
            owner.sql("update booking.audit_entry set role = rtrim(role, '!') where id = ?")
                    .param(entry)
                    .update();
            assertThat(seals.verify(Instant.now()).intact()).isTrue();
        } finally {
            owner.sql("alter table booking.audit_entry enable trigger all").update();
        }
    }
}
