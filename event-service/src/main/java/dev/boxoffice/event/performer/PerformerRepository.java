package dev.boxoffice.event.performer;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface PerformerRepository extends JpaRepository<Performer, UUID> {

    Optional<Performer> findBySourceAndSourceIdAndOwner(String source, String sourceId, String owner);
}
