package dev.boxoffice.search.rebuild;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Operators ask for a new index here and watch it grow; searches go on meanwhile.
@RestController
class RebuildController {

    private final RebuildRepository rebuilds;

    RebuildController(RebuildRepository rebuilds) {
        this.rebuilds = rebuilds;
    }

    /// While one is under way, asking again gives that one.
    @PostMapping("/search/rebuild")
    @Idempotent
    ResponseEntity<RebuildProgress> request(Caller operator) {
        return ResponseEntity.accepted()
                .location(URI.create("/search/rebuild"))
                .body(rebuilds.request("An operator asked for it", operator.subject()));
    }

    @GetMapping("/search/rebuild")
    ResponseEntity<RebuildProgress> progress() {
        return rebuilds.latest()
                .map(ResponseEntity::ok)
                .orElseGet(() -> Problem.of(ProblemTypes.NOT_FOUND, "The index has never been rebuilt.")
                        .toResponse());
    }
}
