package dev.boxoffice.acceptance;

import dev.boxoffice.client.ApiAnswer;
import dev.boxoffice.client.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Events put on sale for one test each, by an organiser through the API.
public final class AcceptanceEventFactory {

    private AcceptanceEventFactory() {}

    public static String venue(ApiClient organizer) {
        var venue = organizer
                .post(
                        "/venues",
                        Map.of(
                                "name",
                                "Probebühne " + UUID.randomUUID(),
                                "address",
                                Map.of("line1", "Testweg 1", "city", "Hamburg", "countryCode", "DE"),
                                "location",
                                Map.of("latitude", 53.55, "longitude", 9.99),
                                "timezone",
                                "Europe/Berlin"))
                .expect(201);
        organizer
                .put(
                        "/venues/" + venue.field("id") + "/seating-plan",
                        Map.of(
                                "sections",
                                List.of(
                                        Map.of("name", "Stalls", "kind", "SEATED", "rowCount", 4, "seatsPerRow", 10),
                                        Map.of("name", "Floor", "kind", "GENERAL_ADMISSION", "capacity", 20))))
                .expect(200);
        return venue.field("id");
    }

    public static Map<String, Object> event(String venueId, String name) {
        var event = new HashMap<String, Object>();
        event.put("name", name);
        event.put("category", "MUSIC");
        event.put("venueId", venueId);
        event.put(
                "startsAt",
                Instant.now()
                        .plus(Duration.ofDays(20))
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        event.put("priceTiers", List.of(priceTier("Seats", 4500, "Stalls"), priceTier("Standing", 2500, "Floor")));
        event.put("maxTicketsPerBooking", 8);
        event.put("maxTicketsPerCustomer", 8);
        return event;
    }

    public static String onSale(ApiClient organizer, String name) {
        return onSale(organizer, name, Map.of());
    }

    public static String onSale(ApiClient organizer, String name, Map<String, Object> more) {
        var event = event(venue(organizer), name);
        event.putAll(more);
        return onSale(organizer, event);
    }

    public static Map<String, Object> priceTier(String name, int cents, String section) {
        return Map.of("name", name, "price", Map.of("amount", cents, "currency", "EUR"), "sections", List.of(section));
    }

    /// As it is described.
    public static String onSale(ApiClient organizer, Map<String, Object> event) {
        var id = organizer.post("/events", event).expect(201).field("id");
        organizer.post("/events/" + id + "/publication", Map.of()).expect(200);
        return id;
    }

    public static ApiAnswer pay(ApiClient buyer, String holdId, String paymentMethod) {
        return buyer.put(
                "/booking/confirm", Map.of("holdId", holdId, "paymentMethodId", paymentMethod), "Prefer", "wait=20");
    }

    public static String book(ApiClient buyer, String... ticketIds) {
        var hold = buyer.post("/booking/reserve", Map.of("ticketIds", List.of(ticketIds)))
                .expect(201)
                .field("holdId");
        var booking = pay(buyer, hold, "pm_card_visa").expect(200);
        org.assertj.core.api.Assertions.assertThat(booking.field("status")).isEqualTo("CONFIRMED");
        return booking.field("bookingId");
    }
}
