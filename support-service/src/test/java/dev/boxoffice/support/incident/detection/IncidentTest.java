package dev.boxoffice.support.incident.detection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.PlatformTables;
import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class IncidentTest extends SupportServiceTest {

    @Autowired
    private IncidentDetectionWorker detection;

    private List<UUID> reports(int howMany, String code) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < howMany; i++) {
            ids.add(desk.open(SupportDeskClient.someone("buyer"), "errorCode", code)
                    .id());
        }
        return ids;
    }

    private List<UUID> provenReports(int howMany, String code) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < howMany; i++) {
            ids.add(desk.openWithEvidence(SupportDeskClient.someone("buyer"), code)
                    .id());
        }
        return ids;
    }

    private long incidents() {
        return jdbc.sql("select count(*) from support.incident")
                .query(Long.class)
                .single();
    }

    private UUID theIncident() {
        return jdbc.sql("select id from support.incident")
                .query(ColumnRowMapper.ID)
                .single();
    }

    private SupportDeskClient.Answer about(UUID incident, String action, Object... fields) {
        var body = new java.util.LinkedHashMap<String, Object>();
        for (var i = 0; i < fields.length; i += 2) {
            body.put(String.valueOf(fields[i]), fields[i + 1]);
        }
        return desk.post("/support/incidents/" + incident + "/" + action, SupportDeskClient.agent("ida"), body);
    }

    @Test
    void ten_cases_with_one_fingerprint_in_parallel_raise_one_incident() throws Exception {
        for (var round = 0; round < 5; round++) {
            var code = "GATEWAY_" + round;
            try (var pool = Executors.newFixedThreadPool(10)) {
                var work = new ArrayList<Callable<Integer>>();
                for (var i = 0; i < 10; i++) {
                    work.add(() -> desk.open(SupportDeskClient.someone("buyer"), "errorCode", code)
                            .status());
                }
                for (var done : pool.invokeAll(work)) {
                    assertThat(done.get()).isEqualTo(201);
                }
            }
            assertThat(incidents()).isEqualTo(round + 1);
            assertThat(jdbc.sql(
                                    "select count(*) from support.support_case where error_code = ? and incident_id is not null")
                            .param(code)
                            .query(Long.class)
                            .single())
                    .isEqualTo(10);
        }
        assertThat(jdbc.sql("select distinct status from support.incident")
                        .query(String.class)
                        .list())
                .containsExactly("SUSPECTED");
    }

    @Test
    void nine_are_none_and_ten_spread_over_more_than_the_window_are_none() {
        reports(9, "SLOW_DRIP");
        assertThat(incidents()).isZero();
        clock.pass(Duration.ofMinutes(5));
        reports(1, "SLOW_DRIP");
        detection.detectMissed();

        assertThat(incidents()).isZero();
    }

    @Test
    void the_narrowest_scope_gets_the_incident() {
        var event = PlatformTables.eventStartingAt(clock.instant().plus(Duration.ofDays(30)));
        for (var i = 0; i < 10; i++) {
            desk.open(SupportDeskClient.someone("buyer"), "errorCode", "SEATMAP_BLANK", "eventId", event.toString());
        }
        detection.detectMissed();

        assertThat(incidents()).isOne();
        assertThat(jdbc.sql("select scope from support.incident")
                        .query(String.class)
                        .single())
                .isEqualTo("EVENT");
    }

    @Test
    void a_sweep_finds_what_a_dead_process_did_not_look_at() {
        reports(10, "CRASHED");
        jdbc.sql("update support.support_case set incident_id = null").update();
        jdbc.sql("update support.incident set status = 'RESOLVED'").update();

        detection.detectMissed();

        assertThat(jdbc.sql("select count(*) from support.incident where status = 'SUSPECTED'")
                        .query(Long.class)
                        .single())
                .isOne();
        assertThat(jdbc.sql("select count(*) from support.support_case where incident_id is not null")
                        .query(Long.class)
                        .single())
                .isEqualTo(10);
    }

    @Test
    void acknowledging_tells_forty_members_the_exact_words_once_each() {
        var members = reports(40, "DOUBLE_CHARGE");
        var incident = theIncident();

        assertThat(about(incident, "acknowledgement").text("status")).isEqualTo("ACKNOWLEDGED");
        about(incident, "acknowledgement");

        for (var member : members) {
            assertThat(jdbc.sql("select count(*) from support.case_message where case_id = ? and body = ?")
                            .params(member, "We're already fixing this. You'll get a direct update when resolved.")
                            .query(Long.class)
                            .single())
                    .isOne();
        }
        assertThat(jdbc.sql(
                                "select count(*) from support.mail where body like 'We''re already fixing this. You''ll get a direct update when resolved.%'")
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
        var one = desk.get("/support/cases/" + members.getFirst(), SupportDeskClient.agent("ida"));
        assertThat(one.body().path("severity").asInt()).isEqualTo(3);
        assertThat(one.text("queue")).isEqualTo("bulk-resolution");
        assertThat(one.body().path("frozen").asBoolean()).isTrue();
        assertThat(desk.get("/support/cases/" + members.getFirst() + "/suggestions", SupportDeskClient.agent("ida"))
                        .text("reason"))
                .isEqualTo("incident-mode");
    }

    @Test
    void a_later_report_is_acknowledged_in_the_same_response_and_a_new_problem_stays_visible() {
        reports(10, "DOUBLE_CHARGE");
        about(theIncident(), "acknowledgement");

        var late = desk.openWithEvidence("late", "DOUBLE_CHARGE");
        var other = desk.openWithEvidence("other", "ENTRY_REFUSED");

        assertThat(late.text("acknowledgement"))
                .isEqualTo("We're already fixing this. You'll get a direct update when resolved.");
        assertThat(late.body().path("severity").asInt()).isEqualTo(3);
        assertThat(late.text("queue")).isEqualTo("bulk-resolution");
        assertThat(late.text("incidentId")).isEqualTo(theIncident().toString());
        assertThat(other.text("queue")).isEqualTo("gate-critical");
        assertThat(other.body().path("severity").asInt()).isEqualTo(1);
    }

    @Test
    void clocks_of_members_freeze_and_a_pause_inside_counts_once() {
        var id = reports(10, "DOUBLE_CHARGE").getFirst();
        clock.pass(Duration.ofMinutes(20));
        desk.act(id, "wait", SupportDeskClient.agent("erin"), "question", "Which card?");
        clock.pass(Duration.ofMinutes(10));
        about(theIncident(), "acknowledgement"); // severity 3: 24 h from the start
        clock.pass(Duration.ofMinutes(30));
        about(theIncident(), "resolution", "falseAlarm", true, "resolution", "It was none");

        // Stood still for 40 of 60 minutes, once, though for two reasons; and its severity is its own again.
        var after = desk.get("/support/cases/" + id, SupportDeskClient.agent("erin"));
        assertThat(after.body().path("severity").asInt()).isEqualTo(2);
        assertThat(after.text("queue")).isEqualTo("payments");
        assertThat(Instant.parse(after.text("dueAt"))).isEqualTo(clock.instant().plus(Duration.ofMinutes(220)));
        assertThat(after.body().path("breached").asBoolean()).isFalse();
    }

    @Test
    void resolving_updates_each_reporter_directly_and_resolves_every_member() {
        var members = provenReports(12, "DOUBLE_CHARGE"); // severity 1: an hour, for the incident as well
        about(theIncident(), "acknowledgement");
        pass(Duration.ofHours(3));

        var resolved = about(theIncident(), "resolution", "resolution", "All second charges are refunded.");

        assertThat(resolved.text("status")).isEqualTo("RESOLVED");
        for (var member : members) {
            assertThat(column(member, "status", String.class)).isEqualTo("RESOLVED");
            assertThat(jdbc.sql(
                                    "select count(*) from support.case_message where case_id = ? and kind = 'INCIDENT_RESOLUTION'")
                            .param(member)
                            .query(Long.class)
                            .single())
                    .isOne();
        }
        // Three hours frozen: nobody's deadline of one hour was broken.
        assertThat(jdbc.sql(
                                "select count(*) from support.sla_clock where case_id is not null and breached_at is not null")
                        .query(Long.class)
                        .single())
                .isZero();
        // The incident's own clock never froze.
        assertThat(jdbc.sql("select outcome from support.sla_clock where incident_id is not null")
                        .query(String.class)
                        .single())
                .isEqualTo("BREACHED");
        assertThat(about(theIncident(), "updates", "message", "late").problem()).isEqualTo("incident-state");
    }

    @Test
    void a_silent_incident_thaws_after_four_hours_with_an_alert() {
        var id = reports(10, "DOUBLE_CHARGE").getFirst();
        about(theIncident(), "acknowledgement");
        pass(Duration.ofHours(3));
        about(theIncident(), "updates", "message", "Still on it.");
        pass(Duration.ofHours(3).plusMinutes(59));
        assertThat(desk.get("/support/cases/" + id, SupportDeskClient.agent("ida"))
                        .body()
                        .path("frozen")
                        .asBoolean())
                .isTrue();

        pass(Duration.ofMinutes(1));

        assertThat(desk.get("/support/cases/" + id, SupportDeskClient.agent("ida"))
                        .body()
                        .path("frozen")
                        .asBoolean())
                .isFalse();
        assertThat(jdbc.sql("select count(*) from support.mail where subject like 'Incident silent%'")
                        .query(Long.class)
                        .single())
                .isOne();
        about(theIncident(), "updates", "message", "We are back.");
        assertThat(desk.get("/support/cases/" + id, SupportDeskClient.agent("ida"))
                        .body()
                        .path("frozen")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void an_incident_is_declared_by_hand_once() {
        var member = desk.open("alice", "body", "odd").id();
        var declared = desk.post(
                "/support/incidents",
                SupportDeskClient.agent("ida"),
                Map.of("title", "Seat maps are blank", "errorCode", "SEATMAP", "caseIds", List.of(member.toString())));
        var again = desk.post(
                "/support/incidents", SupportDeskClient.agent("ida"), Map.of("title", "Again", "errorCode", "SEATMAP"));

        assertThat(declared.status()).isEqualTo(201);
        assertThat(declared.text("status")).isEqualTo("SUSPECTED");
        assertThat(column(member, "incident_id", UUID.class)).isEqualTo(declared.id());
        assertThat(again.problem()).isEqualTo("incident-already-open");
        var more = desk.open("bob", "body", "odd too").id();
        assertThat(about(declared.id(), "members", "caseIds", List.of(more.toString()))
                        .body()
                        .path("members")
                        .asInt())
                .isEqualTo(2);
        assertThat(desk.post("/support/incidents", SupportDeskClient.buyer("bob"), Map.of("title", "No"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_member_resolved_together_with_6160_while_12_clients_report_leaves_no_orphan() throws Exception {
        reports(10, "DOUBLE_CHARGE");
        var incident = theIncident();
        about(incident, "acknowledgement");
        multiply(6_150, incident);
        var stop = new java.util.concurrent.atomic.AtomicBoolean();
        var opened = new java.util.concurrent.ConcurrentLinkedQueue<UUID>();
        try (var pool = Executors.newFixedThreadPool(12)) {
            for (var i = 0; i < 12; i++) {
                pool.execute(() -> {
                    while (!stop.get()) {
                        opened.add(desk.open(SupportDeskClient.someone("buyer"), "errorCode", "DOUBLE_CHARGE")
                                .id());
                    }
                });
            }
            org.awaitility.Awaitility.await().until(() -> opened.size() > 24);
            var resolved = about(incident, "resolution", "resolution", "Fixed.");
            var openedBefore = opened.size();
            org.awaitility.Awaitility.await().until(() -> opened.size() > openedBefore + 24);
            stop.set(true);

            assertThat(resolved.status()).isEqualTo(200);
        }

        assertThat(jdbc.sql("select count(*) from support.support_case where incident_id = ? and status <> 'RESOLVED'")
                        .param(incident)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("""
                        select count(*) from support.clock_freeze f
                         where f.thawed_at is null and f.source = ?
                        """).param(incident.toString()).query(Long.class).single())
                .isZero();
        assertThat(jdbc.sql(
                                "select count(*) from support.case_message where kind = 'INCIDENT_RESOLUTION' group by case_id having count(*) > 1")
                        .query(Long.class)
                        .list())
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from support.case_message where kind = 'INCIDENT_RESOLUTION'")
                        .query(Long.class)
                        .single())
                .isGreaterThanOrEqualTo(6_160L);
        // Nothing was lost: every answered report is a case, under the old incident or a new one.
        assertThat(new HashSet<>(jdbc.sql("select id from support.support_case")
                        .query(ColumnRowMapper.ID)
                        .list()))
                .containsAll(opened);
        assertThat(desk.get("/support/sla/health", SupportDeskClient.agent("ida"))
                        .body()
                        .path("orphans")
                        .asInt())
                .isZero();
    }

    /// Members like the first, written straight into the tables.
    private void multiply(int howMany, UUID incident) {
        var seed = jdbc.sql("select id from support.support_case where incident_id = ? limit 1")
                .param(incident)
                .query(ColumnRowMapper.ID)
                .single();
        jdbc.sql("""
                        with more as (
                            insert into support.support_case (id, source, reporter, reporter_email, tier, channel, subject, body,
                                status, severity, severity_reason, category, category_version, module, queue, routing_version,
                                incident_id, error_code, print_platform, due_at, risk_at, next_due_at, next_risk_at, routed_at, overflow_at, last_action_at,
                                created_at, updated_at)
                            select uuidv7(), source, reporter || n, reporter_email, tier, channel, subject, body,
                                status, severity, severity_reason, category, category_version, module, queue, routing_version,
                                incident_id, error_code, print_platform, due_at, risk_at, next_due_at, next_risk_at, routed_at, overflow_at, last_action_at,
                                created_at, updated_at
                              from support.support_case, generate_series(1, :many) n where id = :seed
                            returning id
                        ), clocks as (
                            insert into support.sla_clock (id, case_id, kind, policy, started_at, target_ms, due_at,
                                freeze_depth, frozen_since)
                            select uuidv7(), more.id, kind, policy, started_at, target_ms, due_at, freeze_depth, frozen_since
                              from more, support.sla_clock c where c.case_id = :seed
                            returning id
                        )
                        insert into support.clock_freeze (clock_id, reason, source, frozen_at)
                        select id, 'INCIDENT', :incident, now() from clocks
                        """)
                .param("many", howMany)
                .param("seed", seed)
                .param("incident", incident.toString())
                .update();
    }
}
