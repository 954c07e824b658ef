package dev.boxoffice.event.venue;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface VenueRepository extends JpaRepository<Venue, UUID> {

    /// Edits of one venue happen one after the other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select v from Venue v where v.id = :id")
    Optional<Venue> findForChange(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Venue> findBySourceAndSourceIdAndOwner(String source, String sourceId, String owner);
}
