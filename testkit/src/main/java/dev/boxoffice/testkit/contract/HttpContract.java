package dev.boxoffice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.boxoffice.testkit.ProjectRoot;
import dev.boxoffice.testkit.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The cases of `contracts/http`, put to a running process: gateway and services give one answer.
public final class HttpContract {
    /// Where the cases' tokens have their roles.
    public static final String ROLES_CLAIM = "realm_access.roles";

    /// The longest wait that is granted.
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI process;

    /// @param process its address
    public HttpContract(URI process) {
        this.process = process;
    }

    /// @param signedIn a path that needs a token and nothing else
    /// @param operators a path for operators alone
    public Stream<DynamicTest> tokens(String signedIn, String operators) {
        return cases("tokens")
                .map(test -> dynamicTest(test.path("name").asString(), () -> {
                    var header = authorization(test);
                    var answer = get(signedIn, "Authorization", header);
                    assertThat(answer.statusCode())
                            .as(answer.body())
                            .isEqualTo(test.path("status").asInt());
                    assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(null))
                            .isEqualTo(test.path("challenge").asStringOpt().orElse(null));
                    if (answer.statusCode() == 200) {
                        var forOperators = get(operators, "Authorization", header);
                        assertThat(forOperators.statusCode())
                                .isEqualTo(test.path("operator").asBoolean() ? 200 : 403);
                        if (forOperators.statusCode() == 403) {
                            assertProblem(
                                    forOperators,
                                    "/problems/forbidden",
                                    "Not allowed",
                                    "This needs a role that the access token does not name.");
                        }
                    } else {
                        assertProblem(
                                answer,
                                "/problems/unauthenticated",
                                "Not authenticated",
                                test.path("detail").asString());
                    }
                }));
    }

    private static @Nullable String authorization(JsonNode test) {
        if (test.has("raw")) {
            var raw = test.path("raw").asString();
            return raw.isEmpty() ? null : raw;
        }
        return test.path("scheme").asString("Bearer") + " "
                + TokenIssuer.shared().crafted(test);
    }

    private static void assertProblem(HttpResponse<String> answer, String type, String title, String detail) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo(type);
        assertThat(problem.path("title").asString()).isEqualTo(title);
        assertThat(problem.path("detail").asString()).isEqualTo(detail);
        assertThat(problem.path("traceId").asString()).hasSize(32);
    }

    /// @param wait what the process makes of the values of `Prefer`; zero where it does not wait
    public static Stream<DynamicTest> prefer(Function<List<String>, Duration> wait) {
        return cases("prefer").map(test -> {
            var values =
                    test.path("prefer").valueStream().map(JsonNode::asString).toList();
            return dynamicTest(
                    values.toString(),
                    () -> assertThat(wait.apply(values))
                            .isEqualTo(Duration.ofSeconds(test.path("wait").asLong())));
        });
    }

    /// @param nowhere a path that leads nowhere
    public Stream<DynamicTest> requestIds(String nowhere) {
        return cases("request-ids").map(test -> {
            var sent = test.path("sent").asString();
            return dynamicTest("X-Request-Id: " + sent, () -> {
                var told = Objects.requireNonNull(get(nowhere, "X-Request-Id", sent)
                        .headers()
                        .firstValue("X-Request-Id")
                        .orElse(null));
                if (test.path("kept").asBoolean()) {
                    assertThat(told).isEqualTo(sent);
                } else {
                    assertThat(UUID.fromString(told)).hasToString(told);
                }
            });
        });
    }

    /// @param nowhere a path that leads nowhere
    public Stream<DynamicTest> traceParents(String nowhere) {
        return cases("traceparents").map(test -> {
            var sent = test.path("sent").asString();
            return dynamicTest("traceparent: " + sent, () -> {
                var problem = JSON.readTree(get(nowhere, "traceparent", sent).body());
                var told = problem.path("traceId").asString();
                assertThat(told).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
                assertThat(sent.contains(told)).isEqualTo(test.path("kept").asBoolean());
            });
        });
    }

    private HttpResponse<String> get(String path, String header, @Nullable String value)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(process.resolve(path)).GET();
        if (value != null) {
            request.header(header, value);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static Stream<JsonNode> cases(String name) {
        try {
            var file = ProjectRoot.path().resolve("contracts/http/" + name + ".json");
            return JSON.readTree(Files.readString(file)).path("cases").valueStream();
        } catch (IOException missing) {
            throw new IllegalStateException("no cases of " + name, missing);
        }
    }
}
