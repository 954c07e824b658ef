package dev.boxoffice.testkit.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// What a client was answered.
///
/// @param path as it was requested, without the query
/// @param headers by name, in whatever case
/// @param body null where the client has not read it, as with streams
public record ObservedAnswer(
        String method,
        String path,
        int status,
        Map<String, List<String>> headers,
        @Nullable String body) {

    public ObservedAnswer {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public static ObservedAnswer of(HttpResponse<?> response) {
        var request = response.request();
        return new ObservedAnswer(
                request.method(),
                request.uri().getRawPath(),
                response.statusCode(),
                response.headers().map(),
                switch (response.body()) {
                    case String text -> text;
                    case byte[] bytes ->
                        text(
                                bytes,
                                response.headers()
                                        .firstValue("Content-Encoding")
                                        .orElse(""));
                    case null, default -> null;
                });
    }

    /// The text of a body that may be packed; null where it is packed in a way that the JDK does not know.
    static @Nullable String text(byte[] body, String encoding) {
        return switch (encoding) {
            case "" -> new String(body, StandardCharsets.UTF_8);
            case "gzip" -> body.length == 0 ? "" : unzipped(body);
            default -> null;
        };
    }

    private static String unzipped(byte[] body) {
        try (var unzipping = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(unzipping.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// `application/json` of `application/json;charset=UTF-8`.
    public Optional<String> mediaType() {
        return header("Content-Type").map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
