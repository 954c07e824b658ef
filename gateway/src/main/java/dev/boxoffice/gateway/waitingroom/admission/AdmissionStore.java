package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Who is inside which event, in Redis.
@Component
class AdmissionStore {

    private final AdmissionClaimScript claim;

    AdmissionStore(AdmissionClaimScript claim) {
        this.claim = claim;
    }

    /// Admits a visitor whose turn has been called, if there is room; the end of the admission, or nothing.
    Mono<Optional<Instant>> claim(WaitingRoomVisitor visitor, long place, long turn, long maxActive) {
        return claim.run(new AdmissionClaimScript.Command(visitor.event(), visitor.hash(), place, turn, maxActive))
                .map(reply -> switch (reply) {
                    case AdmissionClaimScript.Reply.Admitted admitted -> Optional.of(admitted.until());
                    case AdmissionClaimScript.Reply.Waiting _ -> Optional.empty();
                });
    }
}
