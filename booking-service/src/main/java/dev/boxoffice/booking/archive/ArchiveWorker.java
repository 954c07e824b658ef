package dev.boxoffice.booking.archive;

import dev.boxoffice.platform.worker.Worker;
import org.springframework.stereotype.Component;

/// Archives what is over, batch by batch.
@Component
class ArchiveWorker extends Worker {

    private final ArchiveService archive;
    private final boolean enabled;

    ArchiveWorker(ArchiveService archive, ArchiveProperties properties) {
        super("archive", properties.interval());
        this.archive = archive;
        this.enabled = properties.enabled();
    }

    @Override
    protected boolean runOnce() {
        return enabled && archive.archiveNext();
    }
}
