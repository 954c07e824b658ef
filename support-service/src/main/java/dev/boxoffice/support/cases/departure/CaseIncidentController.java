package dev.boxoffice.support.cases.departure;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import dev.boxoffice.support.cases.work.CaseActionController;
import dev.boxoffice.support.cases.work.CaseActor;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The incident a case belongs to.
@RestController
class CaseIncidentController extends CaseActionController {

    private final IncidentLeaveService leaves;

    CaseIncidentController(IncidentLeaveService leaves, CaseAccessService access, Clock clock) {
        super(access, clock);
        this.leaves = leaves;
    }

    @DeleteMapping("/support/cases/{id}/incident")
    public ResponseEntity<CaseView> leave(@PathVariable String id, Caller caller) {
        return answer(caller, id, (found, now) -> leaves.leave(found, CaseActor.of(caller), now));
    }
}
