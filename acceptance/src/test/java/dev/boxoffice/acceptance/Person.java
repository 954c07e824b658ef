package dev.boxoffice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody at the gateway, signed in or not, doing what their program would do.
final class Person {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final URI gateway;
    private final @Nullable String token;

    private Person(URI gateway, @Nullable String token) {
        this.gateway = gateway;
        this.token = token;
    }

    record Answer(int status, HttpHeaders headers, String text) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String field(String name) {
            return json().path(name).asString("");
        }

        Answer expect(int wanted) {
            assertThat(status).as(text).isEqualTo(wanted);
            return this;
        }

        void expectProblem(int wanted, String slug) {
            expect(wanted);
            assertThat(headers.firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(field("type")).isEqualTo("/problems/" + slug);
            assertThat(field("title")).isNotBlank();
            assertThat(field("traceId")).isNotBlank();
            assertThat(json().path("status").asInt()).isEqualTo(wanted);
            assertThat(headers.firstValue("X-Request-Id")).isPresent();
        }
    }

    static Person anybody() {
        return new Person(RunningPlatform.shared().gateway(), null);
    }

    static Person signedIn(String subject, String... roles) {
        return new Person(RunningPlatform.shared().gateway(), tokenOf(subject, roles));
    }

    static String tokenOf(String subject, String... roles) {
        return anybody()
                .post("/dev/token", Map.of("subject", subject, "roles", List.of(roles)))
                .expect(200)
                .field("access_token");
    }

    Person withToken(String other) {
        return new Person(gateway, other);
    }

    Answer get(String path, String... headers) {
        return call("GET", path, null, headers);
    }

    Answer delete(String path, String... headers) {
        return call("DELETE", path, null, headers);
    }

    Answer post(String path, Object body, String... headers) {
        return call("POST", path, body, headers);
    }

    Answer put(String path, Object body, String... headers) {
        return call("PUT", path, body, headers);
    }

    Answer call(String method, String path, @Nullable Object body, String... headers) {
        try {
            var response = HTTP.send(request(method, path, body, headers), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// An open response whose body is read while it comes: a stream of server-sent events.
    HttpResponse<InputStream> open(String path, String... headers) {
        try {
            return HTTP.send(request("GET", path, null, headers), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String method, String path, @Nullable Object body, String... headers) {
        var request = HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        var text = body instanceof String raw ? raw : JSON.writeValueAsString(body);
        if (List.of(headers).stream().noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", "application/json");
        }
        return request.method(method, BodyPublishers.ofString(text)).build();
    }
}
