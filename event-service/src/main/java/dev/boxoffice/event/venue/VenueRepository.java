package dev.boxoffice.event.venue;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface VenueRepository extends JpaRepository<Venue, UUID> {

    Optional<Venue> findBySourceAndSourceIdAndOwner(String source, String sourceId, String owner);
}
