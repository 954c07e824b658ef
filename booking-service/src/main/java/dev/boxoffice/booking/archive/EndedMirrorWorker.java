package dev.boxoffice.booking.archive;

import dev.boxoffice.platform.worker.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// Makes Redis forget the seats of events that have long been over: nothing else does, since they are no cache.
@Component
class EndedMirrorWorker extends Worker {

    /// What an instance looks at again when it starts.
    private static final Duration LOOK_BACK = Duration.ofDays(30);

    private static final int PAGE = 500;

    private final ArchiveRepository archive;
    private final EndedMirrorStore mirrors;
    private final Duration after;
    private final Clock clock;
    private EndedEvent reached;

    EndedMirrorWorker(ArchiveRepository archive, EndedMirrorStore mirrors, ArchiveProperties properties, Clock clock) {
        super("ended-mirrors", properties.interval());
        this.archive = archive;
        this.mirrors = mirrors;
        this.after = properties.mirrorAfter();
        this.clock = clock;
        this.reached = EndedEvent.before(due().minus(LOOK_BACK));
    }

    /// What ended before then.
    private Instant due() {
        return clock.instant().minus(after);
    }

    @Override
    protected boolean runOnce() {
        List<EndedEvent> ended = archive.findEnded(reached, due(), PAGE);
        for (var event : ended) {
            if (!mirrors.forget(event.event())) {
                return false;
            }
            reached = event;
        }
        return ended.size() == PAGE;
    }
}
