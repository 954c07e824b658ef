package dev.boxoffice.testkit.contract;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a client was answered.
///
/// @param path as it was requested, without the query
/// @param headers by name, in whatever case
/// @param body null where the client has not read it, as with streams
public record ObservedAnswer(
        String method, String path, int status, Map<String, List<String>> headers, @Nullable String body) {

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
                text(response.body()));
    }

    private static @Nullable String text(@Nullable Object body) {
        return switch (body) {
            case String text -> text;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case null, default -> null;
        };
    }

    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// `application/json` of `application/json;charset=UTF-8`.
    Optional<String> mediaType() {
        return header("Content-Type").map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
