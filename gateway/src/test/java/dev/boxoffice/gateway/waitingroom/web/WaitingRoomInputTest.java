package dev.boxoffice.gateway.waitingroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.gateway.GatewayTest;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// I1, I2: the gateway's own endpoints refuse what they do not understand, and name it.
class WaitingRoomInputTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "allow-list | {}                               | subjects",
                "allow-list | {\"subjects\":[]}              | subjects",
                "allow-list | {\"users\":[\"alice\"]}        | users",
                "allow-list | {\"subjects\":[null]}          | subjects[0]",
                "allow-list | {\"subjects\":[1]}             | subjects[0]",
                "allow-list | {\"subjects\":\"alice\"}       | subjects",
                "allow-list | {\"subjects\":[\"a\\u0000b\"]} | subjects[0]",
                "settings   | {\"admitPerMinute\":\"60\"}    | admitPerMinute",
                "settings   | {\"admitPerMinute\":1.5}     | admitPerMinute",
                "settings   | {\"maxActiv\":5}             | maxActiv",
            })
    void a_body_that_is_not_understood_changes_nothing(String what, String body, String field) {
        String path = "/events/" + WaitingRoomTest.event("ON", 0, 100, WaitingRoomTest.past()) + "/queue";
        assertThat(put(path + "/allow-list", "{\"subjects\":[\"member\"]}").statusCode())
                .isEqualTo(200);

        HttpResponse<String> refused = put(path + "/" + what, body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(type(refused)).isEqualTo("/problems/validation-failed");
        assertThat(fields(refused)).containsExactly(field);

        assertThat(call("POST", path, "stranger", "").statusCode()).isEqualTo(403);
        assertThat(call("POST", path, "member", "").statusCode()).isEqualTo(201);
    }

    @Test
    void all_unknown_members_are_named_at_once_and_no_json_is_malformed() {
        String path = path();
        assertThat(fields(put(path + "/settings", "{\"a\":1,\"mode\":\"ON\",\"b\":{\"c\":2}}")))
                .containsExactly("a", "b");
        assertThat(fields(put(path + "/settings", "{\"b\":{\"c\":2},\"a\":1,\"mode\":\"ON\"}")))
                .containsExactly("b", "a");
        for (String broken : List.of("{", "", "{} {}")) {
            HttpResponse<String> refused = put(path + "/allow-list", broken);
            assertThat(refused.statusCode()).as(broken).isEqualTo(400);
            assertThat(type(refused)).isEqualTo("/problems/malformed-request");
        }
    }

    @Test
    void an_empty_list_beside_another_is_as_good_as_none() {
        String path = "/events/" + WaitingRoomTest.event("ON", 0, 100, WaitingRoomTest.past()) + "/queue";
        for (String list : List.of(
                "{\"subjects\":[],\"accessCodes\":[\"sesame\"]}", "{\"subjects\":[\"member\"],\"accessCodes\":[]}")) {
            HttpResponse<String> listed = put(path + "/allow-list", list);
            assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
            assertThat(call("POST", path, "stranger", "").statusCode()).isEqualTo(403);
        }
        assertThat(call("POST", path, "member", "").statusCode()).isEqualTo(201);
    }

    @Test
    void a_place_token_is_a_header_and_nothing_else() {
        HttpResponse<String> refused = call("POST", path(), "alice", "{\"placeToken\":\"a.b\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(fields(refused)).containsExactly("placeToken");
    }

    @ParameterizedTest
    @CsvSource({
        "/queue?page=1, page",
        "/queue/serving?eventid=1, eventid",
        "/queue/draw?x=, x",
        "/queue/audit?befor=1-1, befor",
        "/queue/audit?before=1-1&before=2-2, before",
        "/queue/audit?subject=a%00b, subject"
    })
    void a_query_that_is_not_understood_is_refused(String query, String field) {
        String path = "/events/" + WaitingRoomTest.event("ON", 0, 100, WaitingRoomTest.past());
        HttpResponse<String> refused =
                send(as(request(path + query), "oscar", "operator").GET().build());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(fields(refused)).containsExactly(field);
    }

    @Test
    void a_query_value_that_is_blank_is_none() {
        String path = path() + "/audit?before=&subject=%20";
        HttpResponse<String> read =
                send(as(request(path), "oscar", "operator").GET().build());
        assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    }

    @Test
    void campaigns_may_mark_their_links_and_bytes_that_are_no_text_are_malformed() {
        assertThat(get(path() + "/draw?utm_source=mail").statusCode()).isNotEqualTo(422);
        HttpResponse<String> latin = get(path() + "/draw?x=Beyonc%E9");
        assertThat(latin.statusCode()).isEqualTo(400);
        assertThat(type(latin)).isEqualTo("/problems/malformed-request");
    }

    private static String path() {
        UUID event = WaitingRoomTest.event("ON", 0, 100, WaitingRoomTest.past());
        return "/events/" + event + "/queue";
    }

    private HttpResponse<String> put(String path, String body) {
        return send(as(request(path), "oscar", "operator")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static List<String> fields(HttpResponse<String> refused) {
        return json(refused)
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
