package dev.boxoffice.gateway.waitingroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.gateway.waitingroom.draw.Draw;
import dev.boxoffice.testkit.TestRedis;
import dev.boxoffice.testkit.contract.AuditedOperations;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The waiting room as buyers and operators meet it.
class WaitingRoomTest extends GatewayTest {

    /// An event in the stand-in event-service.
    static UUID event(String mode, int admitPerMinute, int maxActive, Instant salesStart) {
        UUID id = UUID.randomUUID();
        describe(id, mode, admitPerMinute, maxActive, salesStart, "ON_SALE");
        return id;
    }

    static void describe(UUID id, String mode, int admitPerMinute, int maxActive, Instant salesStart, String status) {
        EVENTS.json("/events/" + id, """
            {"id":"%s","name":"Concert","status":"%s","salesStartAt":"%s",
             "waitingRoom":{"mode":"%s","admitPerMinute":%d,"maxActive":%d},"sections":[{"name":"Floor","total":1000}]}
            """.formatted(id, status, salesStart, mode, admitPerMinute, maxActive));
    }

    static Instant past() {
        return Instant.now().minusSeconds(60);
    }

    String path(UUID event) {
        return "/events/" + event + "/queue";
    }

    JsonNode join(UUID event, String user) {
        HttpResponse<String> response = call("POST", path(event), user, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    JsonNode look(UUID event, String user) {
        return json(call("GET", path(event), user, ""));
    }

    @Test
    void whoever_joins_waits_and_is_admitted_in_order() {
        UUID event = event("ON", 0, 100, past());
        JsonNode first = join(event, "first");
        JsonNode second = join(event, "second");
        assertThat(first.path("state").asString()).isEqualTo("WAITING");
        assertThat(first.path("position").asLong()).isEqualTo(1);
        assertThat(second.path("position").asLong()).isEqualTo(2);
        assertThat(join(event, "second").path("placeToken").asString())
                .isEqualTo(second.path("placeToken").asString());

        operator(event, "{\"admitPerMinute\": 60, \"maxActive\": 1}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, "first").path("state").asString().equals("ADMITTED"));
        JsonNode admitted = look(event, "first");
        assertThat(admitted.path("admissionToken").asString()).isNotBlank();
        assertThat(Instant.parse(admitted.path("expiresAt").asString())).isAfter(Instant.now());
        JsonNode stillWaiting = look(event, "second");
        assertThat(stillWaiting.path("position").asLong()).isEqualTo(1);
        assertThat(stillWaiting.path("estimatedWaitSeconds").asLong()).isPositive();
    }

    @Test
    void an_event_without_a_waiting_room_lets_everybody_walk_in() {
        UUID event = event("OFF", 1, 1, past());
        assertThat(join(event, "anybody").path("state").asString()).isEqualTo("ADMITTED");
    }

    @Test
    void a_place_needs_a_signed_in_user() {
        UUID event = event("ON", 60, 100, past());
        HttpResponse<String> response = send(
                request(path(event)).POST(HttpRequest.BodyPublishers.noBody()).build());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(type(response)).isEqualTo("/problems/unauthenticated");
    }

    @Test
    void an_unknown_event_and_somebody_who_never_joined_are_404() {
        assertThat(call("POST", "/events/nonsense/queue", "alice", "").statusCode())
                .isEqualTo(404);
        UUID event = event("ON", 60, 100, past());
        HttpResponse<String> response = call("GET", path(event), "stranger", "");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(type(response)).isEqualTo("/problems/not-found");
    }

    @Test
    void an_event_that_is_over_has_no_waiting_room() {
        UUID event = UUID.randomUUID();
        describe(event, "ON", 60, 100, past(), "CANCELLED");
        HttpResponse<String> response = call("POST", path(event), "alice", "");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(type(response)).isEqualTo("/problems/not-on-sale");
    }

    @Test
    void whoever_leaves_loses_the_place_and_joins_at_the_end() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        join(event, "bob");
        assertThat(call("DELETE", path(event), "alice", "").statusCode()).isEqualTo(204);
        assertThat(call("GET", path(event), "alice", "").statusCode()).isEqualTo(404);
        assertThat(join(event, "alice").path("place").asLong())
                .isGreaterThan(look(event, "bob").path("place").asLong());
    }

    @Test
    void everybody_before_the_sale_is_drawn_by_the_key_that_was_promised() throws Exception {
        UUID event = event("ON", 0, 100, Instant.now().plus(Duration.ofHours(1)));
        for (int i = 0; i < 12; i++) {
            JsonNode waiting = join(event, "fan-" + i);
            assertThat(waiting.path("state").asString()).isEqualTo("WAITING");
            assertThat(waiting.path("position").isMissingNode()).isTrue();
        }
        JsonNode promise = json(get(path(event) + "/draw"));
        assertThat(promise.path("key").isNull() || promise.path("key").isMissingNode())
                .isTrue();
        String commitment = promise.path("keyHash").asString();
        assertThat(promise.path("algorithm").asString()).isEqualTo(Draw.ALGORITHM);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> json(get(path(event) + "/draw")).path("entrants").asLong() == 12);
        String rootOfNow = json(get(path(event) + "/draw")).path("merkleRoot").asString();

        describe(event, "ON", 0, 100, past(), "ON_SALE"); // the hour is over
        await().atMost(Duration.ofSeconds(40))
                .until(() -> json(get(path(event) + "/draw")).hasNonNull("key"));
        JsonNode draw = json(get(path(event) + "/draw"));
        assertThat(draw.path("entrants").asLong()).isEqualTo(12);
        assertThat(draw.path("merkleRoot").asString()).hasSize(64).isEqualTo(rootOfNow);
        byte[] key = HexFormat.of().parseHex(draw.path("key").asString());
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key)))
                .isEqualTo(commitment);
        // Anybody can check every position: they joined in this order.
        Draw order = new Draw(key, 12);
        for (int i = 0; i < 12; i++) {
            assertThat(look(event, "fan-" + i).path("position").asLong()).isEqualTo(order.of(i) + 1);
        }
        assertThat(join(event, "after-the-draw").path("position").asLong()).isEqualTo(13);
    }

    @Test
    void a_place_token_brings_back_a_place_that_redis_has_lost_and_only_its_holders() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        String token = join(event, "bob").path("placeToken").asString();
        long place = look(event, "bob").path("place").asLong();
        // Forget this event only: other tests share the store.
        TestRedis.shared()
                .command("EVAL \"for _, k in ipairs(redis.call('KEYS', '*" + event
                        + "*')) do redis.call('DEL', k) end\" 0");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            HttpResponse<String> thief = send(as(request(path(event)), "mallory")
                    .header("X-Place-Token", token)
                    .GET()
                    .build());
            assertThat(thief.statusCode()).isEqualTo(404);
            HttpResponse<String> back = send(as(request(path(event)), "bob")
                    .header("X-Place-Token", token)
                    .GET()
                    .build());
            assertThat(back.statusCode()).isEqualTo(200);
            assertThat(json(back).path("place").asLong()).isEqualTo(place);
        });
        assertThat(join(event, "newcomer").path("place").asLong()).isGreaterThan(place);
    }

    @Test
    void one_body_a_second_serves_every_poller() {
        UUID event = event("ON", 0, 100, past());
        JsonNode mine = join(event, "alice");
        join(event, "bob");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> json(get(path(event) + "/serving")).path("waiting").asLong() == 2);
        HttpResponse<String> response = get(path(event) + "/serving");
        assertThat(response.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(
                        value -> assertThat(value).contains("max-age=1").contains("public"));
        long serving = json(response).path("serving").asLong();
        assertThat(mine.path("place").asLong() - serving + 1)
                .isEqualTo(mine.path("position").asLong());
    }

    @Test
    void a_stream_tells_of_the_admission() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = follow(event, "alice", lines);
        assertThat(lines).contains("event:queue");

        operator(event, "{\"admitPerMinute\": 6000}");
        await().atMost(Duration.ofSeconds(20)).until(() -> says(lines, "ADMITTED"));
        reader.interrupt();
    }

    /// There is room for one: it is not taken by whoever left in another tab.
    @Test
    void a_stream_that_is_still_open_admits_nobody_who_has_left() {
        UUID event = event("ON", 0, 1, past());
        join(event, "alice");
        join(event, "bob");
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = follow(event, "alice", lines);
        assertThat(call("DELETE", path(event), "alice", "").statusCode()).isEqualTo(204);

        operator(event, "{\"admitPerMinute\": 6000}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, "bob").path("state").asString().equals("ADMITTED"));
        await().atMost(Duration.ofSeconds(40)).until(() -> says(lines, "LEFT"));
        assertThat(says(lines, "ADMITTED")).isFalse();
        reader.interrupt();
    }

    /// Reads the stream into `lines`, from when it says that they wait.
    private Thread follow(UUID event, String user, List<String> lines) {
        HttpRequest request = as(request(path(event) + "/stream"), user).GET().build();
        CompletableFuture<HttpResponse<Stream<String>>> response =
                http().sendAsync(request, HttpResponse.BodyHandlers.ofLines());
        Thread reader = Thread.ofVirtual().start(() -> response.join().body().forEach(lines::add));
        await().atMost(Duration.ofSeconds(20)).until(() -> says(lines, "WAITING"));
        return reader;
    }

    private static boolean says(List<String> lines, String state) {
        return lines.stream().anyMatch(line -> line.contains(state));
    }

    private void operator(UUID event, String change) {
        HttpResponse<String> response = send(as(request(path(event) + "/settings"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(change))
                .build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void operators_change_settings_live_and_nobody_else_does() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        HttpResponse<String> refused = call("PUT", path(event) + "/settings", "alice", "{\"mode\":\"OFF\"}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(type(refused)).isEqualTo("/problems/forbidden");
        HttpResponse<String> invalid = send(as(request(path(event) + "/settings"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"admitPerMinute\": -1}"))
                .build());
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(json(invalid).path("errors").path(0).path("field").asString())
                .isEqualTo("admitPerMinute");

        operator(event, "{\"mode\":\"ON\",\"admitPerMinute\":6000,\"maxActive\":5}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, "alice").path("state").asString().equals("ADMITTED"));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode listed =
                    json(send(as(request("/queues"), "oscar", "operator").GET().build()));
            assertThat(listed.path("queues").valueStream()).anySatisfy(queue -> {
                assertThat(queue.path("eventId").asString()).isEqualTo(event.toString());
                assertThat(queue.path("maxActive").asInt()).isEqualTo(5);
                assertThat(queue.path("admitted").asInt()).isEqualTo(1);
            });
        });
        assertThat(call("GET", "/queues", "alice", "").statusCode()).isEqualTo(403);
    }

    /// B13: the line is left by the script that acts; event-service takes it into the audit.
    @Test
    void whoever_changes_a_room_leaves_a_line_for_the_audit() {
        UUID event = event("ON", 0, 100, past());
        operator(event, "{\"admitPerMinute\": 7}");
        for (String change : List.of("message", "allow-list")) {
            HttpResponse<String> changed = send(as(request(path(event) + "/" + change), "oscar", "operator")
                    .header("Content-Type", "application/json")
                    .PUT(HttpRequest.BodyPublishers.ofString(
                            change.equals("message") ? "{\"text\":\"Soon.\"}" : "{\"subjects\":[\"member\"]}"))
                    .build());
            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        }
        assertThat(send(as(request(path(event) + "/allow-list"), "oscar", "operator")
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(204);
        String lines = TestRedis.shared().command("HVALS bo:{" + event + "}:queue:changes");
        AuditedOperations audited = AuditedOperations.read();
        assertThat(audited.toldOf("gateway"))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(lines).contains(audited.actions(operation)));
        assertThat(lines)
                .contains("\"actor\":\"oscar\"", "\"role\":\"operator\"", "\"requestId\"")
                .contains("\"admitPerMinute\":0", "\"admitPerMinute\":7")
                .doesNotContain("Soon.", "member");
        assertThat(TestRedis.shared().command("ZSCORE bo:queues:changed " + event))
                .doesNotContain("-1");
    }

    @Test
    void what_an_operator_says_holds_from_the_next_request_on() {
        UUID event = event("OFF", 0, 100, past());
        assertThat(reserve(event, "alice", null).statusCode()).isEqualTo(200);
        for (int i = 0; i < 3; i++) {
            operator(event, "{\"mode\":\"ON\"}");
            assertThat(reserve(event, "alice", null).statusCode()).isEqualTo(403);
            operator(event, "{\"mode\":\"OFF\"}");
            assertThat(reserve(event, "alice", null).statusCode()).isEqualTo(200);
        }
    }

    /// Forgotten as idle, the organiser's ON would hold again, here at once and in booking-service when
    /// `on` ran out.
    @Test
    void a_room_that_an_operator_switched_off_stays_known() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        operator(event, "{\"mode\":\"OFF\"}");
        assertThat(reserve(event, "bob", null).statusCode()).isEqualTo(200);
        assertThat(saidToBooking(event)).isEqualTo("0");
        call("DELETE", path(event), "alice", "");
        awaitTicks(5);
        JsonNode listed =
                json(send(as(request("/queues"), "oscar", "operator").GET().build()));
        assertThat(listed.path("queues").valueStream()).anySatisfy(queue -> {
            assertThat(queue.path("eventId").asString()).isEqualTo(event.toString());
            assertThat(queue.path("mode").asString()).isEqualTo("OFF");
        });
    }

    /// Once forgotten, a room is looked at by no gateway: nobody would take back what it told booking-service.
    @Test
    void a_room_that_its_organiser_switched_off_says_nothing_against_switching_it_on_again() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        await().atMost(Duration.ofSeconds(20)).until(() -> saidToBooking(event).equals("1"));
        assertThat(call("DELETE", path(event), "alice", "").statusCode()).isEqualTo(204);

        describe(event, "OFF", 0, 100, past(), "ON_SALE");
        TestRedis.shared().command("PUBLISH bo:catalog " + event);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> TestRedis.shared()
                        .command("SISMEMBER bo:queues " + event)
                        .startsWith(":0"));
        assertThat(saidToBooking(event)).isEmpty();
    }

    /// Empty where nothing is said.
    private static String saidToBooking(UUID event) {
        String reply = TestRedis.shared().command("GET bo:{" + event + "}:queue:on");
        return reply.startsWith("$-1") ? "" : reply.lines().skip(1).findFirst().orElseThrow();
    }

    /// Until the gateway has gone through all of its rooms that many times: one of them tells.
    private void awaitTicks(int times) {
        UUID witness = event("ON", 0, 100, past());
        join(witness, "witness");
        for (int i = 0; i < times; i++) {
            Instant before = asOf(witness);
            await().atMost(Duration.ofSeconds(20)).until(() -> asOf(witness).isAfter(before));
        }
    }

    private Instant asOf(UUID event) {
        return Instant.parse(json(get(path(event) + "/serving")).path("asOf").asString());
    }

    @Test
    void a_reserve_without_a_fitting_admission_is_refused_while_the_room_is_on() {
        UUID event = event("ON", 6000, 100, past());
        UUID other = event("ON", 6000, 100, past());
        String token = admission(event, "alice");
        String foreign = admission(other, "alice");
        assertThat(reserve(event, "alice", token).statusCode()).isEqualTo(200);
        for (String wrong : new String[] {null, "", "nonsense", foreign, token + "x"}) {
            HttpResponse<String> refused = reserve(event, "alice", wrong);
            assertThat(refused.statusCode()).as("with %s", wrong).isEqualTo(403);
            assertThat(type(refused)).isEqualTo("/problems/admission-required");
        }
        assertThat(reserve(event, "thief", token).statusCode()).isEqualTo(403);
    }

    @Test
    void operators_read_who_was_admitted_and_nobody_else_does() {
        UUID event = event("ON", 6000, 100, past());
        admission(event, "alice");
        admission(event, "bob");
        assertThat(call("DELETE", path(event), "bob", "").statusCode()).isEqualTo(204);

        JsonNode trail = json(send(
                as(request(path(event) + "/audit"), "oscar", "operator").GET().build()));
        assertThat(trail.path("entries")
                        .valueStream()
                        .map(entry -> entry.path("what").asString()))
                .containsExactly("LEFT", "ADMITTED", "ADMITTED");
        JsonNode hers = json(send(as(request(path(event) + "/audit?subject=alice"), "oscar", "operator")
                .GET()
                .build()));
        assertThat(hers.path("entries").size()).isEqualTo(1);
        assertThat(Instant.parse(hers.path("entries").path(0).path("until").asString()))
                .isAfter(Instant.now());
        String newest = trail.path("entries").path(0).path("id").asString();
        JsonNode older = json(send(as(request(path(event) + "/audit?before=" + newest), "oscar", "operator")
                .GET()
                .build()));
        assertThat(older.path("entries").size()).isEqualTo(2);
        assertThat(call("GET", path(event) + "/audit", "alice", "").statusCode())
                .isEqualTo(403);
        assertThat(get(path(event) + "/audit").statusCode()).isEqualTo(401);
        HttpResponse<String> wrong = send(as(request(path(event) + "/audit?before=x"), "oscar", "operator")
                .GET()
                .build());
        assertThat(wrong.statusCode()).isEqualTo(422);
    }

    private String admission(UUID event, String user) {
        join(event, user);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, user).path("state").asString().equals("ADMITTED"));
        return look(event, user).path("admissionToken").asString();
    }

    private HttpResponse<String> reserve(UUID event, String user, @Nullable String admission) {
        HttpRequest.Builder request = as(request("/booking/reserve"), user)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ticketId\": \"" + event + ".7\"}"));
        return send((admission == null ? request : request.header("X-Admission-Token", admission)).build());
    }

    @Test
    void sold_out_tells_everybody_who_still_waits() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        // booking-service's mirror says that all 1,000 seats are booked.
        String seats = "redis.call('SET', KEYS[1], string.rep(string.char(255), 125))";
        for (String bitmap : new String[] {"booked", "final"}) {
            TestRedis.shared().command("EVAL \"" + seats + "\" 1 bo:{" + event + "}:" + bitmap);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, "alice").path("state").asString().equals("SOLD_OUT"));
        assertThat(json(get(path(event) + "/serving")).path("state").asString()).isEqualTo("SOLD_OUT");
    }

    /// L4: one seat is left, so the second in line hears that theirs is unlikely to be.
    @Test
    void whoever_stands_beyond_the_seats_left_is_told() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        join(event, "bob");
        assertThat(look(event, "bob").has("unlikely")).isFalse();
        String seats = "redis.call('SET', KEYS[1], string.rep(string.char(255), 124) .. string.char(254))";
        for (String bitmap : new String[] {"booked", "final"}) {
            TestRedis.shared().command("EVAL \"" + seats + "\" 1 bo:{" + event + "}:" + bitmap);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, "bob").path("unlikely").asBoolean(false));
        assertThat(look(event, "bob").path("seatsAhead").asLong()).isEqualTo(1);
        JsonNode first = look(event, "alice");
        assertThat(first.path("seatsAhead").asLong(-1)).isZero();
        assertThat(first.has("unlikely")).isFalse();
    }

    /// What does not apply is left out, here as everywhere.
    @Test
    void no_answer_about_a_queue_says_null() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        EVENTS.runBy(event, "olivia");
        assertThat(List.of(
                        get(path(event) + "/serving").body(),
                        organizer("GET", event, "/overview", "olivia", "").body(),
                        send(as(request("/queues"), "oscar", "operator").build())
                                .body(),
                        send(as(request(path(event) + "/audit"), "oscar", "operator")
                                        .build())
                                .body()))
                .allSatisfy(body -> assertThat(body).startsWith("{").doesNotContain(":null"));
    }

    @Test
    void an_allow_list_keeps_others_out() {
        UUID event = event("ON", 0, 100, past());
        HttpResponse<String> set = send(as(request(path(event) + "/allow-list"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"subjects\":[\"member\"]}"))
                .build());
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        join(event, "member");
        HttpResponse<String> refused = call("POST", path(event), "stranger", "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(type(refused)).isEqualTo("/problems/forbidden");
        HttpResponse<String> removed = send(as(request(path(event) + "/allow-list"), "oscar", "operator")
                .DELETE()
                .build());
        assertThat(removed.statusCode()).isEqualTo(204);
        join(event, "stranger");
    }

    @Test
    void a_rush_turns_an_automatic_room_on() {
        UUID event = event("AUTO", 60, 100, past());
        assertThat(join(event, "early").path("state").asString()).isEqualTo("ADMITTED");
        // booking-service has more seats in hand than one sale should.
        TestRedis.shared()
                .command("EVAL \"for i = 1, 6000 do redis.call('ZADD', KEYS[1], ARGV[1], i) end\" 1 bo:{" + event
                        + "}:held " + Instant.now().plusSeconds(600).toEpochMilli());
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            rush(event);
            assertThat(reserve(event, "rusher", null).statusCode()).isEqualTo(403);
        });
        assertThat(join(event, "later").path("state").asString()).isEqualTo("WAITING");
    }

    /// Everybody at once: only what comes together in one tick is a rush.
    private void rush(UUID event) {
        try (ExecutorService rushers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 60; i++) {
                String user = "rusher-" + i;
                rushers.execute(() -> reserve(event, user, null));
            }
        }
    }

    /// L2: admissions that were stocked while nobody had to wait do not walk past those who wait; they are
    /// one a user.
    @Test
    void admissions_from_before_the_room_opened_do_not_pass() {
        UUID event = event("OFF", 0, 1, past());
        List<String> stocked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            JsonNode walkIn = join(event, "stockist");
            assertThat(walkIn.path("state").asString()).isEqualTo("ADMITTED");
            stocked.add(walkIn.path("admissionToken").asString());
        }
        operator(event, "{\"mode\":\"ON\"}");
        for (String token : stocked) {
            HttpResponse<String> refused = reserve(event, "stockist", token);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(type(refused)).isEqualTo("/problems/admission-required");
        }
        assertThat(join(event, "stockist").path("state").asString()).isEqualTo("WAITING");
    }

    /// L5: lots at joining, promise and proof, and a page that verifies them.
    @Test
    void whoever_was_drawn_has_a_receipt_and_whoever_left_has_none() {
        UUID event = event("ON", 0, 100, Instant.now().plus(Duration.ofHours(1)));
        JsonNode alice = join(event, "alice");
        join(event, "bob");
        join(event, "carol");
        assertThat(call("DELETE", path(event), "bob", "").statusCode()).isEqualTo(204);
        assertThat(call("GET", path(event) + "/draw/receipt", "alice", "").statusCode())
                .isEqualTo(404);
        assertThat(json(get(path(event) + "/draw")).path("entrants").asLong()).isLessThanOrEqualTo(3);

        describe(event, "ON", 0, 100, past(), "ON_SALE");
        await().atMost(Duration.ofSeconds(40))
                .until(() -> json(get(path(event) + "/draw")).hasNonNull("key"));
        JsonNode draw = json(get(path(event) + "/draw"));
        assertThat(draw.path("entrants").asLong()).isEqualTo(2);
        assertThat(draw.path("merkleRoot").asString()).hasSize(64);
        JsonNode receipt = json(call("GET", path(event) + "/draw/receipt", "alice", ""));
        assertThat(receipt.path("lot").asLong()).isEqualTo(alice.path("lot").asLong());
        assertThat(receipt.path("path").size()).isEqualTo(1);
        assertThat(receipt.path("place").asLong())
                .isEqualTo(look(event, "alice").path("position").asLong());
        assertThat(call("GET", path(event) + "/draw/receipt", "bob", "").statusCode())
                .isEqualTo(404);
        assertThat(get("/draw/" + event).statusCode()).isEqualTo(200);
        assertThat(get("/assets/web/x/js/draw.js").body()).contains("export async function verify");
    }

    /// L6: the organiser sees their own room and speaks to those who wait; others do neither.
    @Test
    void an_organiser_sees_their_room_and_what_they_say_reaches_all_who_wait() {
        UUID event = event("ON", 0, 100, past());
        join(event, "alice");
        EVENTS.runBy(event, "olivia");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> json(organizer("GET", event, "/overview", "olivia", ""))
                                .path("waiting")
                                .asLong()
                        == 1);
        JsonNode seen = json(organizer("GET", event, "/overview", "olivia", ""));
        assertThat(seen.path("eventName").asString()).isEqualTo("Concert");
        assertThat(organizer("GET", event, "/overview", "oswald", "").statusCode())
                .isEqualTo(403);
        assertThat(organizer("PUT", event, "/message", "oswald", "{\"text\":\"Go away\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(organizer("PUT", event, "/message", "olivia", "{\"text\":\"Doors at eight.\"}")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> look(event, "alice").path("message").asString("").equals("Doors at eight."));
        assertThat(organizer("PUT", event, "/message", "olivia", "{\"text\":\"" + "x".repeat(501) + "\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(organizer("PUT", event, "/message", "olivia", "{\"text\":\"\"}")
                        .statusCode())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> !look(event, "alice").has("message"));
    }

    private HttpResponse<String> organizer(String method, UUID event, String what, String who, String body) {
        return send(as(request(path(event) + what), who, "organizer")
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /// L6: a hall of 1,000 seats is rushed with 300 of them in hand, where that was set for it.
    @Test
    void an_event_has_its_own_idea_of_a_rush() {
        UUID event = event("AUTO", 60, 100, past());
        operator(event, "{\"autoAbove\":{\"reservesPerSecond\":1000,\"heldPercent\":30}}");
        TestRedis.shared()
                .command("EVAL \"for i = 1, 300 do redis.call('ZADD', KEYS[1], ARGV[1], i) end\" 1 bo:{" + event
                        + "}:held " + Instant.now().plusSeconds(600).toEpochMilli());
        await().atMost(Duration.ofSeconds(40))
                .until(() -> reserve(event, "rusher", null).statusCode() == 403);
        HttpResponse<String> half = send(as(request(path(event) + "/settings"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"autoAbove\":{\"heldPercent\":101}}"))
                .build());
        assertThat(half.statusCode()).isEqualTo(422);
    }

    /// L7: whoever knows a code joins a room that others may not.
    @Test
    void an_access_code_opens_a_lane() {
        UUID event = event("ON", 0, 100, past());
        HttpResponse<String> set = send(as(request(path(event) + "/allow-list"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"accessCodes\":[\"FANCLUB\"]}"))
                .build());
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
        assertThat(call("POST", path(event), "stranger", "").statusCode()).isEqualTo(403);
        assertThat(call("POST", path(event), "stranger", "{\"accessCode\":\"WRONG\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(call("POST", path(event), "fan", "{\"accessCode\":\"FANCLUB\"}")
                        .statusCode())
                .isEqualTo(201);
    }
}
