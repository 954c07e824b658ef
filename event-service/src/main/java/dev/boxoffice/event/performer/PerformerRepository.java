package dev.boxoffice.event.performer;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface PerformerRepository extends JpaRepository<Performer, UUID> {

    /// Edits of one performer happen one after the other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select p from Performer p where p.id = :id")
    Optional<Performer> findForChange(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Performer> findBySourceAndSourceIdAndOwner(String source, String sourceId, String owner);
}
