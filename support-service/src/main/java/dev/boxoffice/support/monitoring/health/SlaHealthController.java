package dev.boxoffice.support.monitoring.health;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The desk's promises, for people.
@RestController
class SlaHealthController {

    private final SlaHealthService health;

    SlaHealthController(SlaHealthService health) {
        this.health = health;
    }

    @GetMapping("/support/sla/health")
    ResponseEntity<SlaHealth> read() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(health.read());
    }
}
