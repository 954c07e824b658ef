package dev.boxoffice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// P4: the seat map of a stadium, asked for by everybody at once.
final class AvailabilityRun {

    private static final int THREADS = 48;
    private static final Duration WARM = Duration.ofSeconds(5);
    private static final Duration TIME = Duration.ofSeconds(15);
    private static final int SEATS = 60_000;
    private static final int SEATS_PER_ROW = 100;
    private static final int HOLDS = 500;
    private static final int SEATS_A_HOLD = 8;
    private static final int LARGEST_BODY = 20 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final Api api;
    private final List<String> buyers;

    AvailabilityRun(URI base, Api api, List<String> buyers) {
        this.base = base;
        this.api = api;
        this.buyers = buyers;
    }

    void measure(Report report) throws Exception {
        var event = api.eventOnSale("Bench stadium", SEATS / SEATS_PER_ROW, SEATS_PER_ROW);
        scatter(event);
        var path = "/events/" + event + "/availability";
        var body = get(path, null);
        var plain = api.get(path, null).expect(200).body().length();
        Load.asFastAsItGoes(THREADS, WARM, _ -> empty());
        Load.asFastAsItGoes(THREADS, WARM, _ -> available(path));
        var empty = Load.asFastAsItGoes(THREADS, TIME, _ -> empty());
        var available = Load.asFastAsItGoes(THREADS, TIME, _ -> available(path));
        report.add(new Figure(
                "P4",
                "availability of %,d seats, %,d of them held here and there".formatted(SEATS, HOLDS * SEATS_A_HOLD),
                String.format(
                        Locale.ROOT,
                        "%.0f/s = %.0f %%, %d failed %s",
                        available.perSecond(),
                        100 * available.perSecond() / empty.perSecond(),
                        available.failed(),
                        available.failed() > 0 ? available.reasons() : ""),
                "%.0f/s empty endpoint of the same service".formatted(empty.perSecond()),
                "≥ 60 % of the empty endpoint",
                available.perSecond() >= 0.6 * empty.perSecond() && available.failed() == 0));
        report.add(new Figure(
                "P4",
                "its body",
                "%,d bytes, %,d as sent with gzip".formatted(plain, body.body().length),
                "–",
                "≤ 20 KB",
                plain <= LARGEST_BODY));
        revisit(report, event);
    }

    private void revisit(Report report, String event) throws Exception {
        var path = "/events/" + event + "/seat-map";
        var first = get(path, null);
        var tag = first.headers().firstValue("ETag").orElse("");
        var again = get(path, tag);
        report.add(new Figure(
                "P4",
                "geometry on revisit",
                "%d with %d bytes".formatted(again.statusCode(), again.body().length),
                "%d with %,d bytes at first".formatted(first.statusCode(), first.body().length),
                "304",
                again.statusCode() == 304 && again.body().length == 0));
    }

    /// Seats held all over the stadium, so that the body does not compress to nothing.
    private void scatter(String event) throws Exception {
        var seats = new Random(4)
                .ints(0, SEATS)
                .distinct()
                .limit((long) HOLDS * SEATS_A_HOLD)
                .toArray();
        Load.times(THREADS, HOLDS, index -> {
            var from = (int) index * SEATS_A_HOLD;
            var tickets = Stream.iterate(from, i -> i + 1)
                    .limit(SEATS_A_HOLD)
                    .map(i -> event + "." + seats[i])
                    .toList();
            api.call("POST", "/booking/reserve", buyers.get((int) index % buyers.size()), Map.of("ticketIds", tickets))
                    .expect(201);
        });
    }

    /// An id that cannot be a venue's: the same gateway, the same service, and nothing to do.
    private void empty() throws Exception {
        expect(404, get("/venues/none", null));
    }

    private void available(String path) throws Exception {
        expect(200, get(path, null));
    }

    private static void expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(Integer.toString(answer.statusCode()));
        }
    }

    private HttpResponse<byte[]> get(String path, @Nullable String knownTag) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Accept-Encoding", "gzip");
        if (knownTag != null) {
            request.header("If-None-Match", knownTag);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
