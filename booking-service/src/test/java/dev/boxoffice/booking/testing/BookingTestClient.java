package dev.boxoffice.booking.testing;

import dev.boxoffice.client.ApiClient;
import dev.boxoffice.testkit.TokenIssuer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Somebody who calls the service over HTTP.
public final class BookingTestClient {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private final ApiClient api;

    private BookingTestClient(ApiClient api) {
        this.api = api;
    }

    public static BookingTestClient anonymous(String base) {
        return new BookingTestClient(ApiClient.at(URI.create(base)));
    }

    public static BookingTestClient of(String base, String subject, String role) {
        return withToken(
                base,
                TOKENS.computeIfAbsent(
                        subject + " " + role, _ -> TokenIssuer.shared().token(subject, role)));
    }

    public static BookingTestClient withToken(String base, String token) {
        return new BookingTestClient(ApiClient.at(URI.create(base)).withToken(token));
    }

    public BookingTestClient with(String header, String value) {
        return new BookingTestClient(api.withHeader(header, value));
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
        return BookingTestResponse.of(api.send(method, path, body));
    }
}
