package dev.boxoffice.standalone.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts the demo events on sale through the public API, dated from today so that they stay in the future.
public final class DemoCatalogueLoader {

    static final String ORGANIZER = "olivia";
    static final String SCANNER = "sam";
    private static final String FILE = "/demo/catalogue.json";

    private final URI gateway;
    private final Clock clock;

    public DemoCatalogueLoader(URI gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    /// Loads everything; may be repeated after a failure on the same day without making anything twice.
    ///
    /// @throws IOException when the platform refuses or does not answer
    public void load(Consumer<String> progress) throws IOException, InterruptedException {
        var catalogue = read();
        var organizer = DemoOrganizer.signedIn(ORGANIZER, gateway);
        openOrganization(organizer);
        var venues = new HashMap<String, String>();
        var zones = new HashMap<String, ZoneId>();
        for (var venue : catalogue.path("venues")) {
            var key = venue.path("key").asString();
            venues.put(key, createVenue(organizer, venue));
            zones.put(key, ZoneId.of(venue.path("timezone").asString()));
        }
        var performers = new HashMap<String, String>();
        for (var performer : catalogue.path("performers")) {
            performers.put(performer.path("key").asString(), createPerformer(organizer, performer));
        }
        var events = catalogue.path("events");
        var count = 0;
        for (var event : events) {
            var venue = event.path("venue").asString();
            publish(
                    organizer,
                    event,
                    body(event, requireNonNull(venues.get(venue)), performers, requireNonNull(zones.get(venue))));
            progress.accept("%d of %d events on sale".formatted(++count, events.size()));
        }
    }

    /// The demo organiser's own: what they make from now on belongs to it, and the demo scanner works at
    /// its doors.
    private void openOrganization(DemoOrganizer organizer) throws IOException, InterruptedException {
        var id = organizer
                .send("POST", "/organizations", key("organization", ORGANIZER), Map.of("name", "Olivia Presents"))
                .field("id");
        organizer.send(
                "PUT", "/organizations/" + id + "/members/" + SCANNER, key("member", SCANNER), Map.of("role", "DOOR"));
    }

    static JsonNode read() {
        try (var file = DemoCatalogueLoader.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return new JsonMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String createVenue(DemoOrganizer organizer, JsonNode venue) throws IOException, InterruptedException {
        var address = new LinkedHashMap<String, Object>();
        for (var part : List.of("line1", "city", "stateCode", "countryCode", "postalCode")) {
            if (venue.has(part)) {
                address.put(part, venue.path(part).asString());
            }
        }
        var id = organizer
                .send(
                        "POST",
                        "/venues",
                        key("venue", venue.path("key").asString()),
                        Map.of(
                                "name", venue.path("name").asString(),
                                "address", address,
                                "location",
                                        Map.of(
                                                "latitude",
                                                        venue.path("latitude").asDouble(),
                                                "longitude",
                                                        venue.path("longitude").asDouble()),
                                "timezone", venue.path("timezone").asString()))
                .field("id");
        organizer.send(
                "PUT",
                "/venues/" + id + "/seating-plan",
                key("plan", venue.path("key").asString()),
                Map.of("sections", venue.path("sections")));
        return id;
    }

    private String createPerformer(DemoOrganizer organizer, JsonNode performer)
            throws IOException, InterruptedException {
        return organizer
                .send(
                        "POST",
                        "/performers",
                        key("performer", performer.path("key").asString()),
                        Map.of(
                                "name", performer.path("name").asString(),
                                "genre", performer.path("genre").asString()))
                .field("id");
    }

    private void publish(DemoOrganizer organizer, JsonNode event, Map<String, Object> body)
            throws IOException, InterruptedException {
        var name = event.path("name").asString();
        var id = organizer.send("POST", "/events", key("event", name), body).field("id");
        organizer.send("POST", "/events/" + id + "/publication", key("publication", name), Map.of());
    }

    private Map<String, Object> body(JsonNode event, String venueId, Map<String, String> performers, ZoneId zone) {
        var performerIds = new ArrayList<String>();
        for (var performer : event.path("performers")) {
            performerIds.add(performers.get(performer.asString()));
        }
        var startsAt = LocalDate.now(clock.withZone(zone))
                .plusDays(event.path("inDays").asInt())
                .atTime(LocalTime.parse(event.path("at").asString()))
                .atZone(zone)
                .toInstant();
        var body = new LinkedHashMap<String, Object>();
        body.put("name", event.path("name").asString());
        body.put("category", event.path("category").asString());
        body.put("genre", event.path("genre").asString());
        body.put("venueId", venueId);
        body.put("performerIds", performerIds);
        body.put("startsAt", startsAt.toString());
        body.put(
                "endsAt",
                startsAt.plusSeconds(3600L * event.path("hours").asInt()).toString());
        if (event.has("salesInDays")) {
            body.put(
                    "salesStartAt",
                    salesStart(event.path("salesInDays").asInt(), zone).toString());
        }
        body.put("priceTiers", priceTiers(event));
        body.put("maxTicketsPerBooking", 8);
        body.put("maxTicketsPerCustomer", 8);
        if (event.has("waitingRoom")) {
            body.put("waitingRoom", event.path("waitingRoom"));
        }
        return body;
    }

    private Instant salesStart(int days, ZoneId zone) {
        return LocalDate.now(clock.withZone(zone))
                .plusDays(days)
                .atTime(10, 0)
                .atZone(zone)
                .toInstant();
    }

    private static List<Map<String, Object>> priceTiers(JsonNode event) {
        var tiers = new ArrayList<Map<String, Object>>();
        for (var price : event.path("prices")) {
            var section = price.path(0).asString();
            tiers.add(Map.of(
                    "name",
                    section,
                    "price",
                    Map.of(
                            "amount",
                            price.path(1).asLong(),
                            "currency",
                            event.path("currency").asString()),
                    "sections",
                    List.of(section)));
        }
        return tiers;
    }

    /// The same for the same thing on the same day; on another day its dates would differ, and so would its
    /// body.
    private String key(String kind, String name) {
        return "demo/" + LocalDate.now(clock) + "/" + kind + "/" + Integer.toHexString(name.hashCode());
    }
}
