package dev.boxoffice.support.lookup;

import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/// An instance of booking-service. Every status is an answer; what is thrown says that there is none.
@HttpExchange(accept = "application/json")
interface BookingClient {

    /// @param booking `/bookings/{id}` at the instance that is asked
    /// @param headers the caller's own `Authorization`, and what carries the trace along
    @GetExchange
    ResponseEntity<BookingSnapshot> find(URI booking, @RequestHeader MultiValueMap<String, String> headers);
}
