package dev.boxoffice.booking.testing;

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
public final class BookingTestClient {

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final String base;
    private final @Nullable String token;
    private final Map<String, String> headers;

    private BookingTestClient(String base, @Nullable String token, Map<String, String> headers) {
        this.base = base;
        this.token = token;
        this.headers = headers;
    }

    public static BookingTestClient anonymous(String base) {
        return new BookingTestClient(base, null, Map.of());
    }

    public static BookingTestClient of(String base, String subject, String role) {
        var token = TOKENS.computeIfAbsent(
                subject + " " + role, _ -> TokenIssuer.shared().token(subject, role));
        return new BookingTestClient(base, token, Map.of());
    }

    public static BookingTestClient withToken(String base, String token) {
        return new BookingTestClient(base, token, Map.of());
    }

    public BookingTestClient with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new BookingTestClient(base, token, more);
    }

    public BookingTestResponse get(String path) {
        return send("GET", path, null);
    }

    public BookingTestResponse delete(String path) {
        return send("DELETE", path, null);
    }

    public BookingTestResponse post(String path, Object body) {
        return send("POST", path, body);
    }

    public BookingTestResponse put(String path, Object body) {
        return send("PUT", path, body);
    }

    public BookingTestResponse reserve(String... ticketIds) {
        return post("/booking/reserve", Map.of("ticketIds", List.of(ticketIds)));
    }

    public BookingTestResponse confirm(String holdId, String paymentMethod) {
        return put("/booking/confirm", Map.of("holdId", holdId, "paymentMethodId", paymentMethod));
    }

    /// Confirms and waits for the outcome.
    public BookingTestResponse buy(String holdId, String paymentMethod) {
        return with("Prefer", "wait=20").confirm(holdId, paymentMethod);
    }

    public BookingTestResponse send(String method, String path, @Nullable Object body) {
        var text = body == null
                ? ""
                : body instanceof String raw ? raw : BookingTestResponse.JSON.writeValueAsString(body);
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
            return BookingTestResponse.of(
                    ContractValidator.shared().check(HTTP.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
