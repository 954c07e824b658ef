package dev.boxoffice.bench.load;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/// The platform under load: who calls it, and events put on sale for a run.
public final class BenchPlatform {

    /// How many events are put on sale at once.
    private static final int MAKERS = 4;

    /// Two requests for each; one person has room for 300 at once.
    private static final int EVENTS_OF_ONE = 100;

    public static final int MOST_OF_A_BOOKING = 200;

    private final ApiClient visitor;

    public BenchPlatform(URI base) {
        this.visitor = ApiClient.at(base);
    }

    /// Somebody who has not signed in.
    public ApiClient visitor() {
        return visitor;
    }

    public List<ApiClient> buyers(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> visitor.signedIn("bench-buyer-" + number, "buyer"))
                .toList();
    }

    public List<String> tokens(int count) throws InterruptedException {
        var tokens = new ConcurrentLinkedQueue<String>();
        var made = LoadRun.times(
                MAKERS, count, number -> tokens.add(visitor.tokenOf("bench-sale-buyer-" + number, "buyer")));
        if (made.failed() > 0) {
            throw new IllegalStateException("not every buyer could sign in: " + made.reasons());
        }
        return List.copyOf(tokens);
    }

    /// Confirms with Stripe's test card and waits for the final state.
    public ApiAnswer pay(ApiClient buyer, String holdId) {
        return buyer.confirm(holdId, "pm_card_visa", "Prefer", "wait=20");
    }

    /// Puts an event of `rows` × `seatsPerRow` seats on sale, without a limit a customer that a load run would hit.
    public String eventOnSale(String name, int rows, int seatsPerRow) throws InterruptedException {
        return eventsOnSale(name, 1, rows, seatsPerRow).getFirst();
    }

    /// Several such events, by so many organizers that none meets the limits of one person, each in a hall of
    /// their own.
    public List<String> eventsOnSale(String name, int count, int rows, int seatsPerRow) throws InterruptedException {
        var section = Map.of("name", "Stalls", "kind", "SEATED", "rowCount", rows, "seatsPerRow", seatsPerRow);
        return eventsOnSale(name, count, section);
    }

    /// An event without seats, for that many people.
    public String standingEventOnSale(String name, int capacity) throws InterruptedException {
        var section = Map.of("name", "Stalls", "kind", "GENERAL_ADMISSION", "capacity", capacity);
        return eventsOnSale(name, 1, section).getFirst();
    }

    private List<String> eventsOnSale(String name, int count, Map<String, ?> section) throws InterruptedException {
        record Organizer(ApiClient client, String venue) {}
        var organizers = new ArrayList<Organizer>();
        for (var number = 0; number * EVENTS_OF_ONE < count; number++) {
            var organizer = visitor.signedIn("bench-organizer-" + number, "organizer");
            organizers.add(new Organizer(organizer, hall(organizer, section)));
        }
        var events = new ConcurrentLinkedQueue<String>();
        var made = LoadRun.times(MAKERS, count, index -> {
            var organizer = organizers.get((int) (index % organizers.size()));
            var named = count == 1 ? name : name + " " + index;
            events.add(eventOnSale(organizer.client(), organizer.venue(), named));
        });
        if (made.failed() > 0) {
            throw new IllegalStateException("not every event could be put on sale: " + made.reasons());
        }
        return List.copyOf(events);
    }

    private static String hall(ApiClient organizer, Map<String, ?> section) {
        var venue = organizer.post("/venues", """
                        {"name": "Bench Hall", "timezone": "Europe/Berlin",
                         "address": {"line1": "1 Load Street", "city": "Berlin", "countryCode": "DE"},
                         "location": {"latitude": 52.52, "longitude": 13.40}}""").expect(201).field("id");
        organizer
                .put("/venues/" + venue + "/seating-plan", Map.of("sections", List.of(section)))
                .expect(200);
        return venue;
    }

    private static String eventOnSale(ApiClient organizer, String venue, String name) {
        var startsAt = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        var price = Map.of("amount", 4500, "currency", "EUR");
        var event = Map.of(
                "name",
                name,
                "category",
                "MUSIC",
                "venueId",
                venue,
                "startsAt",
                startsAt.toString(),
                "priceTiers",
                List.of(Map.of("name", "Standard", "price", price, "sections", List.of("Stalls"))),
                "maxTicketsPerBooking",
                MOST_OF_A_BOOKING,
                "maxTicketsPerCustomer",
                10_000);
        var id = organizer.post("/events", event).expect(201).field("id");
        organizer.post("/events/" + id + "/publication", Map.of()).expect(200);
        return id;
    }
}
