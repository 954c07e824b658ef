package dev.boxoffice.gateway.pages;

import dev.boxoffice.platform.input.QueryParameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Every page people use is the same few lines of HTML; its script shows what the address asks for.
@RestController
class PageShellController {

    private final PageShell shell;

    PageShellController(PageShell shell) {
        this.shell = shell;
    }

    @GetMapping(
            path = {
                "/",
                "/shop/events/{eventId}",
                "/account/bookings",
                "/account/bookings/{bookingId}",
                "/waiting-room/{eventId}",
                "/draw/{eventId}",
                "/door",
                "/operations",
                "/signed-in"
            },
            produces = MediaType.TEXT_HTML_VALUE)
    @QueryParameters(others = true)
    ResponseEntity<byte[]> shell() {
        return new ResponseEntity<>(shell.html(), shell.headers(), HttpStatus.OK);
    }
}
