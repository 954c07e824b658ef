package dev.boxoffice.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Calls the API at one address, as one caller or as nobody. Immutable: `withToken` and the like give another client.
///
/// A path begins with `/`; headers are names and values in turn; a body is a `String` or bytes sent as they are, or
/// whatever Jackson writes as JSON. Any status is an answer; only a call that got none throws
/// [UncheckedIOException]. Each answer is shown to every [AnswerObserver] that lies on the class path.
public final class ApiClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final List<AnswerObserver> OBSERVERS = ServiceLoader.load(AnswerObserver.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private final URI base;
    private final @Nullable String token;
    private final List<String> headers;

    private ApiClient(URI base, @Nullable String token, List<String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    /// A caller without a token.
    public static ApiClient at(URI base) {
        return new ApiClient(base, null, List.of());
    }

    /// The same for a process on this machine.
    public static ApiClient atPort(int port) {
        return at(URI.create("http://localhost:" + port));
    }

    public ApiClient withToken(String accessToken) {
        return new ApiClient(base, accessToken, headers);
    }

    /// Sends this header with each call.
    public ApiClient withHeader(String name, String value) {
        return new ApiClient(base, token, join(headers, name, value));
    }

    /// Another caller, with a token of the standalone issuer.
    public ApiClient signedIn(String subject, String... roles) {
        return withToken(tokenOf(subject, roles));
    }

    /// A token that the standalone issuer signs (`POST /dev/token`); no other platform has this.
    public String tokenOf(String subject, String... roles) {
        var asked = Map.of("subject", subject, "roles", List.of(roles));
        return post("/dev/token", asked).expect(200).field("access_token");
    }

    public URI uri(String path) {
        return base.resolve(path);
    }

    public ApiAnswer get(String path, String... more) {
        return send("GET", path, null, more);
    }

    public ApiAnswer post(String path, @Nullable Object body, String... more) {
        return send("POST", path, body, more);
    }

    public ApiAnswer put(String path, @Nullable Object body, String... more) {
        return send("PUT", path, body, more);
    }

    /// A JSON merge patch, unless `more` says otherwise.
    public ApiAnswer patch(String path, Object body, String... more) {
        var typed = has(more, "Content-Type")
                ? List.of(more)
                : join(List.of(more), "Content-Type", "application/merge-patch+json");
        return send("PATCH", path, body, typed.toArray(String[]::new));
    }

    public ApiAnswer delete(String path, String... more) {
        return send("DELETE", path, null, more);
    }

    /// All of these tickets, or none.
    public ApiAnswer reserve(String... ticketIds) {
        return post("/booking/reserve", Map.of("ticketIds", List.of(ticketIds)));
    }

    /// Starts to pay; `more` may say how long to wait for the outcome: `"Prefer", "wait=20"`.
    public ApiAnswer confirm(String holdId, String paymentMethodId, String... more) {
        return put("/booking/confirm", Map.of("holdId", holdId, "paymentMethodId", paymentMethodId), more);
    }

    public ApiAnswer send(String method, String path, @Nullable Object body, String... more) {
        return send(requestOf(method, path, body, more));
    }

    /// Sends a request that a caller has built on [#request], as nothing above would build it.
    public ApiAnswer send(HttpRequest.Builder built) {
        var request = built.build();
        var response = exchange(request, BodyHandlers.ofByteArray());
        var answer = new ApiAnswer(response.statusCode(), response.headers(), response.body());
        var path = request.uri().getRawQuery() == null
                ? request.uri().getRawPath()
                : request.uri().getRawPath() + "?" + request.uri().getRawQuery();
        OBSERVERS.forEach(observer -> observer.answered(request.method(), path, answer));
        return answer;
    }

    /// Opens a stream of server-sent events; `more` may continue one: `"Last-Event-ID", "42"`.
    public EventStream stream(String path, String... more) {
        var accepting = join(List.of(more), "Accept", "text/event-stream").toArray(String[]::new);
        return new EventStream(exchange(requestOf("GET", path, null, accepting).build(), BodyHandlers.ofInputStream()));
    }

    private HttpRequest.Builder requestOf(String method, String path, @Nullable Object body, String... more) {
        var request = request(path, more).method(method, publisher(body));
        if (body != null && !has(more, "Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        return request;
    }

    /// A request of this caller, to be completed by whoever sends it.
    public HttpRequest.Builder request(String path, String... more) {
        var request = HttpRequest.newBuilder(uri(path)).timeout(TIMEOUT);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var all = join(headers, more);
        if (!all.isEmpty()) {
            request.headers(all.toArray(String[]::new));
        }
        return request;
    }

    private static <T> HttpResponse<T> exchange(HttpRequest request, BodyHandler<T> handler) {
        var call = request.method() + " " + request.uri().getPath();
        try {
            return HTTP.send(request, handler);
        } catch (IOException unanswered) {
            throw new UncheckedIOException(call + " got no answer: " + unanswered, unanswered);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(call));
        }
    }

    private static BodyPublisher publisher(@Nullable Object body) {
        return switch (body) {
            case null -> BodyPublishers.noBody();
            case byte[] bytes -> BodyPublishers.ofByteArray(bytes);
            case String text -> BodyPublishers.ofString(text);
            default -> BodyPublishers.ofString(ApiAnswer.JSON.writeValueAsString(body));
        };
    }

    private static boolean has(String[] headers, String name) {
        return List.of(headers).stream().anyMatch(name::equalsIgnoreCase);
    }

    private static List<String> join(List<String> some, String... more) {
        return Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }
}
