package dev.boxoffice.gateway.waitingroom.admission;

import dev.boxoffice.gateway.waitingroom.QueueProperties;
import dev.boxoffice.gateway.waitingroom.WaitingRoomVisitor;
import dev.boxoffice.gateway.waitingroom.room.WaitingRoom;
import dev.boxoffice.platform.token.AdmissionTokenSigner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/// Admits visitors of a waiting room, and signs what they show when they reserve.
@Service
public class AdmissionService {

    /// Nobody is counted while the room is off.
    private static final long UNLIMITED = 1_000_000_000_000L;

    private final AdmissionStore store;
    private final AdmissionTokenSigner tokens;
    private final Duration ttl;
    private final Clock clock;

    AdmissionService(AdmissionStore store, AdmissionTokenSigner tokens, QueueProperties properties, Clock clock) {
        this.store = store;
        this.tokens = tokens;
        this.ttl = properties.admissionTtl();
        this.clock = clock;
    }

    /// Admits a visitor whose turn has been called, if there is room.
    public Mono<Optional<Admission>> claim(WaitingRoomVisitor visitor, WaitingRoom room, long place, long turn) {
        long maxActive = room.keepsPeople() ? room.settings().maxActive() : UNLIMITED;
        return store.claim(visitor, place, turn, maxActive)
                .map(granted -> granted.map(until -> admission(visitor, place, until)));
    }

    /// The admission of somebody who is inside. It names user and place, so that one place admits to one booking.
    public Admission admission(WaitingRoomVisitor visitor, long place, Instant until) {
        return new Admission(tokens.sign(visitor.subject(), visitor.event(), place, until), until);
    }

    /// Where nobody waits an admission needs no place. It has a number below zero, which no place has and every room
    /// refuses: what was stocked before people had to wait does not walk past them (L2). It is one a user for the
    /// time of its life.
    public Admission walkIn(WaitingRoomVisitor visitor) {
        Instant now = clock.instant();
        return admission(visitor, -1 - now.toEpochMilli() / Math.max(1, ttl.toMillis()), now.plus(ttl));
    }
}
