package dev.boxoffice.support.cases.queue;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import dev.boxoffice.support.cases.work.CaseActionController;
import java.time.Clock;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Takes one case by its id.
@RestController
class CaseClaimController extends CaseActionController {

    private final CaseClaimService claims;

    CaseClaimController(CaseClaimService claims, CaseAccessService access, Clock clock) {
        super(access, clock);
        this.claims = claims;
    }

    @PostMapping("/support/cases/{id}/claim")
    public ResponseEntity<CaseView> claim(@PathVariable String id, Caller caller) {
        return answer(caller, id, (found, now) -> claims.claim(found, caller.subject(), now));
    }
}
