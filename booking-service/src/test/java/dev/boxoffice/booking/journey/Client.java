package dev.boxoffice.booking.journey;

import dev.boxoffice.testkit.TokenIssuer;
import dev.boxoffice.testkit.contract.ContractValidator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Somebody who calls the service over HTTP.
public final class Client {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String base;
    private final @Nullable String token;
    private final Map<String, String> headers;

    private Client(String base, @Nullable String token, Map<String, String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    static Client anonymous(String base) {
        return new Client(base, null, Map.of());
    }

    static Client of(String base, String subject, String role) {
        var token = TOKENS.computeIfAbsent(
                subject + " " + role, _ -> TokenIssuer.shared().token(subject, role));
        return new Client(base, token, Map.of());
    }

    static Client withToken(String base, String token) {
        return new Client(base, token, Map.of());
    }

    public Client with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(base, token, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer reserve(String... ticketIds) {
        return post("/booking/reserve", Map.of("ticketIds", List.of(ticketIds)));
    }

    public Answer confirm(String holdId, String paymentMethod) {
        return put("/booking/confirm", Map.of("holdId", holdId, "paymentMethodId", paymentMethod));
    }

    /// Confirms and waits for the outcome.
    public Answer buy(String holdId, String paymentMethod) {
        return with("Prefer", "wait=20").confirm(holdId, paymentMethod);
    }

    Answer send(String method, String path, @Nullable Object body) {
        var text = body == null ? "" : body instanceof String raw ? raw : Answer.JSON.writeValueAsString(body);
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            return Answer.of(ContractValidator.shared().check(HTTP.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
