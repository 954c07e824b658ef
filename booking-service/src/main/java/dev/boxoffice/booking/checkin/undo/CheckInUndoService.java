package dev.boxoffice.booking.checkin.undo;

import dev.boxoffice.booking.checkin.standing.CheckInStandingRepository;
import dev.boxoffice.booking.checkin.undo.CheckInUndoRepository.Scan;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Takes a scan back that was a mistake: the ticket stands as if it had not been made.
@Service
class CheckInUndoService {

    private final CheckInUndoRepository scans;
    private final CheckInStandingRepository standings;
    private final Clock clock;

    CheckInUndoService(CheckInUndoRepository scans, CheckInStandingRepository standings, Clock clock) {
        this.scans = scans;
        this.standings = standings;
        this.clock = clock;
    }

    /// @return false where it has been taken back already
    @Transactional
    public boolean undo(UUID scan, Scan found, String by) {
        standings.lock(found.event(), found.ordinal(), found.booking());
        var isUndone = scans.undo(scan, found, by, clock.instant());
        standings.recompute(found.event(), found.ordinal(), found.booking());
        return isUndone;
    }
}
