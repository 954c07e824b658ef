package dev.boxoffice.event.listing;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface EventRepository extends JpaRepository<Event, UUID> {

    /// Editions of one event happen one after the other.
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Event e where e.id = :id")
    Optional<Event> findForChange(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select e from Event e where e.origin.name = :source and e.origin.id = :sourceId and e.owner = :owner")
    Optional<Event> findForImport(String source, String sourceId, String owner);

    @EntityGraph(attributePaths = {"performerIds", "priceTiers"})
    Optional<Event> findWithCollectionsById(UUID id);

    Page<Event> findByOwner(String owner, Pageable page);

    @Query("select e from Event e where e.owner = :owner and e.origin.id = :sourceId")
    Page<Event> findByOwnerAndSourceId(String owner, String sourceId, Pageable page);
}
