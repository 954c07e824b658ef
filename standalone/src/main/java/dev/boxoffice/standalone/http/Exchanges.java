package dev.boxoffice.standalone.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The few things every handler does with a request: read JSON, answer with JSON, a page, or a problem.
public final class Exchanges {
    // An absent number is zero.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    private static final int MAX_BODY_BYTES = 1 << 20;

    private Exchanges() {}

    /// The body as an object of that type; empty when it is not such JSON.
    public static <T> Optional<T> read(HttpExchange exchange, Class<T> type) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
        try {
            return Optional.ofNullable(JSON.readValue(body, type));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    public static void json(HttpExchange exchange, int status, Object body) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsBytes(body));
    }

    public static void page(HttpExchange exchange, int status, String html) throws IOException {
        send(exchange, status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    }

    /// RFC 9457, as everywhere behind the gateway.
    public static void problem(HttpExchange exchange, int status, String slug, String title, String detail)
            throws IOException {
        problem(exchange, status, slug, title, detail, List.of());
    }

    /// The same with the fields at fault.
    public static void problem(
            HttpExchange exchange,
            int status,
            String slug,
            String title,
            String detail,
            List<Map<String, String>> errors)
            throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "/problems/" + slug);
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", exchange.getRequestURI().getPath());
        if (!errors.isEmpty()) {
            problem.put("errors", errors);
        }
        send(exchange, status, "application/problem+json", JSON.writeValueAsBytes(problem));
    }

    public static void send(HttpExchange exchange, int status, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Text that cannot become markup.
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    public static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
