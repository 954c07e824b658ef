package dev.boxoffice.standalone.demo;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;

/// The demo organiser's program: it waits where it is asked to, and a key with every call makes a repetition harmless.
final class DemoOrganizer {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_TRIES = 20;
    private static final Duration MOST_WAIT = Duration.ofSeconds(10);

    private final ApiClient client;

    private DemoOrganizer(ApiClient client) {
        this.client = client;
    }

    static DemoOrganizer signedIn(String subject, URI gateway) throws IOException {
        try {
            return new DemoOrganizer(ApiClient.at(gateway).signedIn(subject, "organizer"));
        } catch (UncheckedIOException unreachable) {
            throw new IOException(unreachable.getMessage(), unreachable);
        }
    }

    /// @throws IOException when the platform refuses: the demo data are then wrong, or the platform is
    ApiAnswer send(String method, String path, String key, Object body) throws IOException, InterruptedException {
        for (var attempt = 1; ; attempt++) {
            var answer = client.send(method, path, body, "Idempotency-Key", key);
            if (answer.status() < 300) {
                return answer;
            }
            var mayPass = answer.status() == TOO_MANY_REQUESTS || answer.status() == UNAVAILABLE;
            if (!mayPass || attempt == MOST_TRIES) {
                throw new IOException(method + " " + path + " answered " + answer.status() + ": " + answer.text());
            }
            Thread.sleep(waiting(answer));
        }
    }

    private static Duration waiting(ApiAnswer answer) {
        var asked = answer.retryAfter().orElse(Duration.ofSeconds(1));
        return asked.compareTo(MOST_WAIT) < 0 ? asked : MOST_WAIT;
    }
}
