package dev.boxoffice.support.lookup;

import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/// One instance of booking-service. Every status is an answer; what is thrown says that there is none.
@HttpExchange(accept = "application/json")
interface BookingClient {

    /// @param headers the caller's own `Authorization`, and what carries the trace along
    @GetExchange("/bookings/{id}")
    ResponseEntity<BookingSnapshot> find(@PathVariable UUID id, @RequestHeader MultiValueMap<String, String> headers);
}
