package dev.boxoffice.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the platform answered, whatever the status.
public record ApiAnswer(int status, HttpHeaders headers, byte[] body) {

    /// Lenient, as a client has to be: what it does not know is passed over, what is not there is null, or 0.
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The body; an empty object where it is no JSON.
    public JsonNode json() {
        return isJson() && body.length > 0 ? JSON.readTree(body) : JSON.createObjectNode();
    }

    /// A field at the top of the body, as text; empty where there is none.
    public String field(String name) {
        return json().path(name).asString("");
    }

    public <T> T as(Class<T> type) {
        return JSON.readValue(body, type);
    }

    public boolean isProblem() {
        return contentType().startsWith("application/problem+json");
    }

    /// @throws UnexpectedAnswerException where it is none
    public ApiProblem problem() {
        if (!isProblem()) {
            throw new UnexpectedAnswerException(this, "a problem");
        }
        return as(ApiProblem.class);
    }

    /// The problem's name, such as `seat-taken`; empty where the answer is none.
    public String problemName() {
        return isProblem() ? problem().name() : "";
    }

    /// The header's first value; empty where there is none.
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public String contentType() {
        return header("Content-Type");
    }

    public String etag() {
        return header("ETag");
    }

    /// How long to wait before trying again, where the answer says so.
    public Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }

    /// @return this answer, where its status is one of these
    /// @throws UnexpectedAnswerException where it is another
    public ApiAnswer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(wanted -> wanted == status)) {
            throw new UnexpectedAnswerException(this, Arrays.toString(statuses));
        }
        return this;
    }

    /// Expects a whole problem: of this status and name, with a title, a trace id and the request's id.
    ///
    /// @throws UnexpectedAnswerException where something is missing
    public ApiProblem expectProblem(int wanted, String name) {
        expect(wanted);
        var problem = problem();
        var whole = problem.type().equals("/problems/" + name)
                && problem.status() == wanted
                && !problem.title().isBlank()
                && !problem.traceId().isBlank()
                && !header("X-Request-Id").isEmpty();
        if (!whole) {
            throw new UnexpectedAnswerException(this, "a whole problem " + name);
        }
        return problem;
    }

    /// The texts of one field in each element of a list of the body.
    public List<String> texts(String list, String field) {
        return json().path(list)
                .valueStream()
                .map(element -> element.path(field).asString(""))
                .toList();
    }

    private boolean isJson() {
        return contentType().contains("json");
    }
}
