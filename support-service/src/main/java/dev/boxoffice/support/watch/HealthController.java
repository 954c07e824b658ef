package dev.boxoffice.support.watch;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The desk's promises, for people.
@RestController
class HealthController {

    private final HealthReader reader;

    HealthController(HealthReader reader) {
        this.reader = reader;
    }

    @GetMapping("/support/sla/health")
    ResponseEntity<SlaHealth> health() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(reader.read());
    }
}
