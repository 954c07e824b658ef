package dev.boxoffice.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@EventServiceTest
class ApiDocumentTest {

    @Autowired
    EventApiClient api;

    @Test
    void the_document_names_every_path_and_only_what_a_client_sends() {
        var document = api.get("/v3/api-docs").json();
        assertThat(document.get("paths").propertyNames())
                .contains(
                        "/venues",
                        "/venues/{venueId}",
                        "/venues/{venueId}/seating-plan",
                        "/venues/{venueId}/seating-plan/import",
                        "/performers",
                        "/performers/{performerId}",
                        "/events",
                        "/events/{eventId}",
                        "/events/{eventId}/publication",
                        "/events/{eventId}/cancellation",
                        "/events/import",
                        "/events/{eventId}/seat-map",
                        "/events/{eventId}/availability",
                        "/events/{eventId}/availability/stream");
        assertThat(document.toString()).doesNotContain("\"name\":\"caller\"", "\"name\":\"headers\"");
    }
}
