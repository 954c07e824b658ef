package dev.boxoffice.gateway.queue;

import dev.boxoffice.gateway.queue.PlaceTokens.Place;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What a visitor carries away: his place, and later his admission.
@Component
class QueueTokens {

    private final PlaceTokens places;
    private final AdmissionTokens admissions;
    private final QueueProperties properties;

    QueueTokens(PlaceTokens places, AdmissionTokens admissions, QueueProperties properties) {
        this.places = places;
        this.admissions = admissions;
        this.properties = properties;
    }

    String place(Visitor visitor, Place place) {
        return places.sign(visitor.event(), visitor.hash(), place);
    }

    Optional<Place> proven(Visitor visitor) {
        return places.verify(visitor.placeToken(), visitor.event(), visitor.hash());
    }

    /// The admission's id names user and place, so that one place admits to one booking.
    Answer.Admitted admitted(Visitor visitor, long place, Instant until) {
        String id = visitor.hash().text() + "." + place;
        return new Answer.Admitted(admissions.sign(visitor.subject(), visitor.event(), id, until), until);
    }

    /// Where nobody waits an admission needs no place: its number is the microsecond.
    Answer.Admitted walkIn(Visitor visitor, Instant now) {
        return admitted(visitor, ChronoUnit.MICROS.between(Instant.EPOCH, now), now.plus(properties.admissionTtl()));
    }
}
