package dev.boxoffice.booking.checkin.undo;

import dev.boxoffice.booking.access.OrganizerAccessService;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// `DELETE /check-ins/{checkInId}`: a scan that was a mistake.
@RestController
class CheckInUndoController {

    private final OrganizerAccessService access;
    private final CheckInUndoRepository scans;
    private final CheckInUndoService undos;

    CheckInUndoController(OrganizerAccessService access, CheckInUndoRepository scans, CheckInUndoService undos) {
        this.access = access;
        this.scans = scans;
        this.undos = undos;
    }

    @DeleteMapping("/check-ins/{checkInId}")
    ResponseEntity<Void> undo(@PathVariable String checkInId, Caller caller) {
        var id = TimeOrderedId.parse(checkInId).orElseThrow(CheckInUndoController::notFound);
        var scan = scans.find(id).orElseThrow(CheckInUndoController::notFound);
        access.requireScans(scan.event().toString(), caller);
        if (!undos.undo(id, scan, caller.subject())) {
            throw notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such check-in, or it was taken back.")
                .toException();
    }
}
