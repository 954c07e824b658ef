package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// I1, I2, I3: what is not understood is refused and named, by one rule for every service.
@BoxofficeTest
@SpringBootTest(classes = NotesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class StrictInputTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    int port;

    private final String alice = TokenIssuer.shared().token("alice", "buyer");

    /// I1
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'count':1,'txt':'a'}                            | txt",
                "{'count':1,'one':1,'two':{'a':[1]}}              | one,two",
                "{'count':1,'reply':{'count':1,'txt':'a'}}        | reply.txt",
                "{'count':1,'txt':{'a':1}}                         | txt",
                "{'txt':{'a':1},'count':1}                         | txt",
                "{'txt':{'txt':{'a':1}},'one':3,'count':1}         | txt,one",
                "{'txt':[{'a':1}],'count':1,'one':{'a':1}}         | txt,one",
                "{'count':1,'reply':{'txt':{},'one':2,'count':1}}  | reply.txt,reply.one",
                "{'count':'1'}                                    | count",
                "{'count':1.0}                                    | count",
                "{'count':true}                                   | count",
                "{'count':2147483648}                             | count",
                "{'count':null}                                   | count",
                "{'count':1,'text':5}                             | text",
                "{'count':1,'text':true}                          | text",
                "{'count':1,'text':['a']}                         | text",
                "{'count':1,'at':1893456000}                      | at",
                "{'count':1,'at':'2027-05-01'}                    | at",
                "{'count':1,'at':'soon'}                          | at",
                "{'count':1,'kind':0}                             | kind",
                "{'count':1,'kind':'short'}                       | kind",
                "{'count':1,'tags':[null]}                        | tags[0]",
                "{'count':1,'tags':['a',5]}                       | tags[1]",
                "{'count':1,'tags':'a'}                           | tags",
                "{'count':1,'text':'a\\u0000b'}                   | text",
                "{'count':1,'text':'a\\ud800b'}                   | text",
                "{'count':1,'text':'a\\u202eb'}                   | text",
                "{'count':1,'tags':['a','\\u0007']}               | tags[1]",
                "{'count':1,'labels':{'a\\u0000':'b'}}            | labels",
            })
    void a_body_with_what_is_not_understood_is_refused_and_named(String json, String fields) throws Exception {
        var answer = post("/memos", json.replace('\'', '"'));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(fieldsOf(answer)).containsExactlyInAnyOrder(fields.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'count':1,'count':2}", "{'count':1} {'count':2}", "{'count':1", "count", "", "\u0000"})
    void what_is_no_single_json_document_is_malformed(String json) throws Exception {
        assertThat(post("/memos", json.replace('\'', '"')).statusCode()).isEqualTo(400);
    }

    /// Where a body may be left out, `null` is not that.
    @Test
    void null_is_not_the_absence_of_a_body() throws Exception {
        assertThat(send("DELETE", "/memos", "null").statusCode()).isEqualTo(400);
        assertThat(body(send("DELETE", "/memos", "")).path("all").asBoolean()).isTrue();
    }

    /// I3
    @Test
    void text_is_taken_in_one_spelling_without_what_stands_invisibly_around_it() throws Exception {
        var answer = post("/memos", """
                {"count": 1, "text": "\\ufeff  Beyonce\\u0301\\u200b \\n", "at": "2027-05-01T21:00:00+02:00"}
                """);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(body(answer).path("text").asString()).isEqualTo("Beyonc\u00e9");
        assertThat(body(answer).path("at").asString()).isEqualTo("2027-05-01T19:00:00Z");
    }

    @Test
    void line_breaks_and_emoji_within_a_text_stay() throws Exception {
        var family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
        var answer = post("/memos", "{\"count\": 1, \"text\": \"one\\ntwo " + family + "\"}");

        assertThat(body(answer).path("text").asString()).isEqualTo("one\ntwo " + family);
    }

    /// I1
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/memos?owner=me                    | owner",
                "/memos?performerId=1&owner=2       | performerId,owner",
                "/memos?term=a&term=b               | term",
                "/memos?page=0&page=1               | page",
                "/memos?Term=a                      | Term",
                "/memos?term=a%00b                  | term",
                "/memos?owner=&performerId=%20      | owner,performerId",
                "/memos?term=&term=b                | term",
                "/notes?sort=a                      | sort",
            })
    void a_query_that_says_more_than_is_read_is_refused_and_named(String path, String fields) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(fieldsOf(answer)).containsExactlyInAnyOrder(fields.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/memos?term=a&page=1&size=5",
                "/memos?utm_source=mail&utm_campaign=x",
                "/memos?tag=a&tag=b",
                "/memos?"
            })
    void a_query_that_is_read_is_answered(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/memos?term=", "/memos?term", "/memos?term=%20%09", "/memos?tag=&term=&page=&size="})
    void a_blank_value_is_no_value(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(body(answer).path("term").asString()).isEqualTo("null");
        assertThat(body(answer).path("tags")).isEmpty();
    }

    @Test
    void of_several_values_the_blank_ones_are_none() throws Exception {
        var tags = body(get("/memos?tag=&tag=b&tag=%20")).path("tags");

        assertThat(tags.values()).extracting(JsonNode::asString).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " {\n} "})
    void who_reads_no_body_takes_an_empty_one(String json) throws Exception {
        assertThat(post("/bells", json).statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "/bells", json).statusCode()).isEqualTo(204);
        assertThat(send(request("/bells").POST(BodyPublishers.ofInputStream(() -> streamOf(""))))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{'loud':true} | loud", "{'loud':{'by':1},'twice':[{'a':2}]} | loud,twice"})
    void a_member_of_a_body_that_nobody_reads_is_refused_and_named(String json, String fields) throws Exception {
        var text = json.replace('\'', '"');
        var unannounced = request("/bells")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> streamOf(text)));
        for (var answer : List.of(post("/bells", text), send("DELETE", "/bells", text), send(unannounced))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(fieldsOf(answer)).containsExactlyInAnyOrder(fields.split(","));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "loud", "null", "[]", "5", "{} {}", "{'a':1,'a':2}", " "})
    void what_is_no_object_is_malformed_also_where_nobody_reads_it(String json) throws Exception {
        assertThat(post("/bells", json.replace('\'', '"')).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"})
    void a_body_that_is_no_json_is_unsupported_also_where_nobody_reads_it(String type) throws Exception {
        var body = BodyPublishers.ofString("--b\r\n\r\nloud=1\r\n--b--");
        assertThat(send(request("/bells").header("Content-Type", type).POST(body))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request("/bells").POST(body)).statusCode()).isEqualTo(415);
    }

    @Test
    void a_key_still_knows_its_request_where_nobody_reads_the_body() throws Exception {
        var key = UUID.randomUUID().toString();
        var first = send(keyed(key, "{}"));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(send(keyed(key, "{}")).headers().firstValue("Idempotency-Replayed"))
                .hasValue("true");
        assertThat(send(keyed(key, "{ }")).statusCode()).isEqualTo(422);
    }

    private HttpRequest.Builder keyed(String key, String json) {
        return request("/bells")
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
    }

    @Test
    void who_reads_the_body_as_it_comes_gets_all_of_it() throws Exception {
        assertThat(body(post("/tapes", "{'loud':true}")).path("length").asInt()).isEqualTo(13);
    }

    private static InputStream streamOf(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /// I2
    @ParameterizedTest
    @ValueSource(
            strings = {"/memos?term=Beyonc%E9", "/memos?x=%C3", "/notes?page=%FF", "/notes/%E9", "/memos?term=%zz"})
    void percent_encodings_that_are_no_utf_8_are_malformed(String path) throws Exception {
        try (var socket = new java.net.Socket("localhost", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + alice
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
    }

    /// I2
    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "nonsense", "text/plain"})
    void a_body_of_no_readable_media_type_is_unsupported(String type) throws Exception {
        var answer =
                send(request("/memos").header("Content-Type", type).POST(BodyPublishers.ofString("{\"count\":1}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
        assertThat(body(answer).path("type").asString()).isEqualTo("/problems/unsupported-media-type");
    }

    private static List<String> fieldsOf(HttpResponse<String> answer) {
        assertThat(body(answer).path("type").asString()).isEqualTo("/problems/validation-failed");
        return body(answer).path("errors").values().stream()
                .map(error -> error.path("field").asString())
                .toList();
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    private HttpResponse<String> send(String method, String path, String json)
            throws IOException, InterruptedException {
        return send(
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + alice);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
