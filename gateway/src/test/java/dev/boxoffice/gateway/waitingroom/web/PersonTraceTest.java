package dev.boxoffice.gateway.waitingroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import dev.boxoffice.testkit.TestRedis;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/// B13: whoever waits is known to the gateway by a hash alone, so that an erasure has nothing to look for here.
@ExtendWith(OutputCaptureExtension.class)
class PersonTraceTest extends GatewayTest {

    private static final String HOLDING = """
            EVAL "local found = {} \
            for _, key in ipairs(redis.call('KEYS', '*')) do \
              local kind, held = redis.call('TYPE', key).ok, {} \
              if kind == 'string' then held = {redis.call('GET', key)} \
              elseif kind == 'hash' then held = redis.call('HGETALL', key) \
              elseif kind == 'list' then held = redis.call('LRANGE', key, 0, -1) \
              elseif kind == 'set' then held = redis.call('SMEMBERS', key) \
              elseif kind == 'zset' then held = redis.call('ZRANGE', key, 0, -1) \
              elseif kind == 'stream' then held = {cjson.encode(redis.call('XRANGE', key, '-', '+'))} end \
              if string.find(key .. ' ' .. table.concat(held, ' '), ARGV[1], 1, true) then found[#found + 1] = key end \
            end return found" 0\s""";

    private static String keysHolding(String text) {
        return TestRedis.shared().command(HOLDING + text);
    }

    @Test
    void whoever_waits_is_named_in_no_key_and_no_log(CapturedOutput log) {
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        UUID event = WaitingRoomTest.event("ON", 0, 100, WaitingRoomTest.past());
        String queue = "/events/" + event + "/queue";
        HttpResponse<String> listed = send(as(request(queue + "/allow-list"), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"subjects\":[\"" + canary + "\"]}"))
                .build());
        assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
        HttpResponse<String> joined = call("POST", queue, canary, "");
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        JsonNode place = json(call("GET", queue, canary, ""));
        assertThat(place.path("state").asString()).isEqualTo("WAITING");
        call("POST", "/booking/reserve", canary, "{\"eventId\":\"" + event + "\",\"quantity\":1}");
        call("GET", "/bookings?utm_source=" + canary, canary, "");
        assertThat(keysHolding(canary)).isEqualTo("*0\r\n+OK\r\n");
        assertThat(call("DELETE", queue, canary, "").statusCode()).isEqualTo(204);
        assertThat(keysHolding(canary)).isEqualTo("*0\r\n+OK\r\n");
        assertThat(log.getAll()).doesNotContain(canary);
    }

    /// Else the search above would find nothing for ever.
    @Test
    void a_name_is_seen_in_every_kind_of_key() {
        String canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        List<String> planted = List.of(
                "SET planted:%1$s x",
                "SET planted:string %1$s",
                "HSET planted:hash field %1$s",
                "RPUSH planted:list %1$s",
                "SADD planted:set %1$s",
                "ZADD planted:zset 1 %1$s",
                "XADD planted:stream * who %1$s");
        TestRedis.shared()
                .command(planted.stream()
                        .map(command -> command.formatted(canary))
                        .toArray(String[]::new));
        try {
            assertThat(keysHolding(canary))
                    .contains(
                            "planted:" + canary,
                            "planted:string",
                            "planted:hash",
                            "planted:list",
                            "planted:set",
                            "planted:zset",
                            "planted:stream");
        } finally {
            TestRedis.shared()
                    .command("DEL planted:" + canary
                            + " planted:string planted:hash planted:list planted:set planted:zset planted:stream");
        }
    }
}
