package dev.boxoffice.support.cases.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CaseListTest extends SupportServiceTest {

    private static final String ERIN = SupportDeskClient.agent("erin");

    private List<String> ids(String query, String token) {
        var ids = new ArrayList<String>();
        desk.get("/support/cases" + query, token)
                .body()
                .path("cases")
                .forEach(row -> ids.add(row.path("id").asString()));
        return ids;
    }

    private JsonNode row(String id) {
        var rows = desk.get("/support/cases?q=" + id, ERIN).body().path("cases");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    @Test
    void lists_show_reporters_their_own_and_the_desk_all() {
        desk.open("alice");
        desk.open("bob", "errorCode", "DOUBLE_CHARGE");

        assertThat(ids("", SupportDeskClient.buyer("alice"))).hasSize(1);
        assertThat(ids("", ERIN)).hasSize(2);
        assertThat(ids("?queue=nowhere", ERIN)).isEmpty();
        assertThat(desk.get("/support/cases?status=nonsense", ERIN).status()).isEqualTo(422);
        assertThat(desk.get("/support/queues", ERIN).body().path("queues").findValuesAsString("queue"))
                .contains("bulk-resolution", "payments-critical", "triage", "general");
    }

    /// S5: what used to be ignored selects, and what cannot be read is refused by name.
    @Test
    void the_desk_finds_cases_by_everything_they_are_about() {
        var event = PlatformTables.eventStartingAt(clock.instant().plus(Duration.ofDays(9)));
        var about = desk.open("alice", "eventId", event.toString(), "subject", "Where do I park the unicycle")
                .id()
                .toString();
        var other = desk.open("bob").id().toString();
        desk.act(java.util.UUID.fromString(about), "claim", ERIN);

        assertThat(ids("?owner=me", ERIN)).containsExactly(about);
        assertThat(ids("?owner=erin", SupportDeskClient.manager())).containsExactly(about);
        assertThat(ids("?owner=none", ERIN)).containsExactly(other);
        assertThat(ids("?eventId=" + event, ERIN)).containsExactly(about);
        assertThat(ids("?q=unicycle", ERIN)).containsExactly(about);
        assertThat(ids("?q=" + row(about).path("number").asString(), ERIN)).containsExactly(about);
        assertThat(ids("?reporter=bob", ERIN)).containsExactly(other);
        assertThat(ids("?status=ROUTED,IN_PROGRESS", ERIN)).hasSize(2);
        assertThat(ids("?status=OPEN&owner=me", ERIN)).containsExactly(about);
        assertThat(ids("?severity=1", ERIN)).isEmpty();
        assertThat(desk.get("/support/cases?severity=7&breached=perhaps&bookingId=x&sort=colour", ERIN)
                        .body()
                        .path("errors")
                        .findValuesAsString("field"))
                .contains("severity", "breached", "bookingId");
        assertThat(desk.get("/support/cases?colour=red", ERIN).status()).isEqualTo(422);
    }

    /// S5: who has it, what was promised, and who spoke last.
    @Test
    void a_row_tells_owner_tier_promises_and_whose_turn_it_is() {
        var id = desk.open("alice").id();
        desk.act(id, "replies", ERIN, "body", "Which card?");
        assertThat(row(id.toString()).path("customerReplied").asBoolean()).isFalse();
        desk.act(id, "replies", SupportDeskClient.buyer("alice"), "body", "The blue one.");
        var row = row(id.toString());
        assertThat(row.path("owner").asString()).isEqualTo("erin");
        assertThat(row.path("tier").asString()).isEqualTo("STANDARD");
        assertThat(row.path("customerReplied").asBoolean()).isTrue();
        assertThat(row.path("breached").asBoolean()).isFalse();
        assertThat(row.has("earliestDueAt")).isTrue();
        assertThat(ids("?answered=false", ERIN)).containsExactly(id.toString());
        assertThat(ids("?answered=true", ERIN)).isEmpty();

        clock.pass(Duration.ofDays(3));
        assertThat(ids("?breached=true", ERIN)).containsExactly(id.toString());
        assertThat(ids("?breached=false", ERIN)).isEmpty();
    }

    /// S5, S9: the desk's view is not the reporter's.
    @Test
    void reporters_read_neither_owners_nor_tiers_and_cannot_ask_for_others() {
        var id = desk.open("alice").id();
        desk.open("bob");
        desk.act(id, "notes", ERIN, "body", "suspicious zebra");
        desk.act(id, "claim", ERIN);
        var alice = SupportDeskClient.buyer("alice");
        var list = desk.get("/support/cases?owner=me", alice).body().path("cases");
        assertThat(list).hasSize(1);
        assertThat(list.toString()).doesNotContain("erin", "tier", "reporter\"");
        assertThat(ids("?q=zebra", alice)).isEmpty();
        assertThat(ids("?q=zebra", ERIN)).hasSize(1);
        assertThat(desk.get("/support/cases?owner=erin", alice).status()).isEqualTo(422);
        assertThat(desk.get("/support/cases?reporter=bob", alice).status()).isEqualTo(422);
    }

    /// S5: a cursor goes through a list once, whatever is added meanwhile, in every order.
    @Test
    void a_cursor_neither_repeats_nor_skips_while_cases_come_in() {
        for (var sort : List.of("createdAt,desc", "createdAt,asc", "dueAt,asc", "lastUpdated,asc", "severity,asc")) {
            anEmptyDesk();
            var expected = new LinkedHashSet<String>();
            for (var i = 0; i < 7; i++) {
                expected.add(desk.open("buyer" + i).id().toString());
                clock.pass(Duration.ofMillis(i % 2));
            }
            var seen = new ArrayList<String>();
            var cursor = "";
            do {
                var part = desk.get("/support/cases?size=2&sort=" + sort + cursor, ERIN)
                        .body();
                part.path("cases").forEach(row -> seen.add(row.path("id").asString()));
                desk.open("late" + seen.size());
                clock.pass(Duration.ofMillis(1));
                cursor = part.has("nextCursor")
                        ? "&cursor=" + part.path("nextCursor").asString()
                        : "";
            } while (!cursor.isEmpty() && seen.size() < 30);
            assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
        }
        assertThat(desk.get("/support/cases?cursor=abc", ERIN).status()).isEqualTo(422);
        var longAgo = Base64.getUrlEncoder()
                .encodeToString(("NEWEST|-9999-01-01T00:00:00Z|" + new UUID(1, 2)).getBytes(StandardCharsets.UTF_8));
        assertThat(desk.get("/support/cases?cursor=" + longAgo, ERIN).status()).isEqualTo(422);
    }

    /// S5: the key of one order is no place in another, though both are instants.
    @Test
    void a_cursor_of_another_order_is_refused() {
        for (var i = 0; i < 3; i++) {
            desk.open("buyer" + i);
        }
        var cursor = desk.get("/support/cases?size=1&sort=createdAt,asc", ERIN)
                .body()
                .path("nextCursor")
                .asString();

        var goesOn = "/support/cases?size=1&cursor=" + cursor + "&sort=";
        assertThat(desk.get(goesOn + "createdAt,asc", ERIN).status()).isEqualTo(200);
        assertThat(desk.get(goesOn + "dueAt,asc", ERIN).status()).isEqualTo(422);
    }

    /// S5: an incident's members are listed.
    @Test
    void the_members_of_an_incident_are_listed() {
        var id = desk.open("alice", "errorCode", "PAY-504").id();
        desk.open("bob");
        var incident = desk.post(
                        "/support/incidents",
                        ERIN,
                        Map.of("title", "Cards time out", "errorCode", "PAY-504", "caseIds", List.of(id.toString())))
                .id();
        var members = desk.get("/support/incidents/" + incident + "/members", ERIN);
        assertThat(members.body().path("cases").findValuesAsString("id")).containsExactly(id.toString());
        assertThat(members.body().path("cases").get(0).path("incidentId").asString())
                .isEqualTo(incident.toString());
        assertThat(ids("?incidentId=" + incident, ERIN)).containsExactly(id.toString());
    }
}
