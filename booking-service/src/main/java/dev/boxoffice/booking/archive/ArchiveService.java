package dev.boxoffice.booking.archive;

import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Archives events that are over, and brings them back, a batch a call.
@Service
class ArchiveService {

    /// What became of it.
    sealed interface Outcome {
        record Moved(ArchiveBatch batch) implements Outcome {}

        record UnknownEvent() implements Outcome {}

        record EventNotOver() implements Outcome {}

        /// Another instance is at it; ask again.
        record Busy() implements Outcome {}
    }

    private final ArchiveRepository archive;
    private final ArchiveProperties properties;
    private final Clock clock;

    ArchiveService(ArchiveRepository archive, ArchiveProperties properties, Clock clock) {
        this.archive = archive;
        this.properties = properties;
        this.clock = clock;
    }

    /// A batch of the event that has been over for longest.
    ///
    /// @return whether there may be more
    boolean archiveNext() {
        var now = clock.instant();
        for (var event : archive.findOver(now.minus(properties.after()), now)) {
            var moved = archive.archive(event, now.minus(properties.quiet()), properties.batch());
            if (moved.isEmpty()) {
                return false;
            }
            if (moved.get() > 0) {
                return true;
            }
        }
        return false;
    }

    /// However short it has been over. What is still moving stays.
    Outcome archive(UUID event) {
        var now = clock.instant();
        var over = archive.isOver(event, now);
        if (over.isEmpty()) {
            return new Outcome.UnknownEvent();
        }
        if (!over.get()) {
            return new Outcome.EventNotOver();
        }
        archive.pause(event, now);
        return archive.archive(event, now.minus(properties.quiet()), properties.batch())
                .<Outcome>map(moved -> new Outcome.Moved(ArchiveBatch.of(event, moved)))
                .orElseGet(Outcome.Busy::new);
    }

    Outcome restore(UUID event) {
        var now = clock.instant();
        if (archive.isOver(event, now).isEmpty()) {
            return new Outcome.UnknownEvent();
        }
        archive.pause(event, now.plus(properties.pause()));
        return archive.restore(event, properties.batch())
                .<Outcome>map(moved -> new Outcome.Moved(ArchiveBatch.of(event, moved)))
                .orElseGet(Outcome.Busy::new);
    }
}
