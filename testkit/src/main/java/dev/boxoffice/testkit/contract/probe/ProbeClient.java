package dev.boxoffice.testkit.contract.probe;

import dev.boxoffice.testkit.contract.ObservedAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Sends probes as they are, however wrong.
final class ProbeClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI process;

    ProbeClient(URI process) {
        this.process = process;
    }

    Answer send(Probe one) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(process + one.target()))
                .timeout(PATIENCE)
                .method(
                        one.method(),
                        one.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(one.body()));
        one.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        try {
            return Answer.of(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// @param body empty where a stream was begun, which is not waited for
    record Answer(HttpResponse<?> response, String body) {

        static Answer of(HttpResponse<InputStream> response) throws IOException {
            try (var body = response.body()) {
                var isStream = response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("text/event-stream"))
                        .isPresent();
                return new Answer(response, isStream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
            }
        }

        int status() {
            return response.statusCode();
        }

        boolean hasRequestId() {
            return response.headers().firstValue("X-Request-Id").isPresent();
        }

        ObservedAnswer observed() {
            var told = ObservedAnswer.of(response);
            var isText = told.mediaType().filter("text/event-stream"::equals).isEmpty();
            return new ObservedAnswer(told.method(), told.path(), told.status(), told.headers(), isText ? body : null);
        }
    }
}
