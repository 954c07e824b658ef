package dev.boxoffice.support.history;

import dev.boxoffice.platform.servlet.audit.AuditSealService;
import dev.boxoffice.platform.servlet.audit.AuditVerification;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Whether the audit trail is whole.
@RestController
class AuditVerificationController {

    private final AuditSealService seals;
    private final Clock clock;

    AuditVerificationController(AuditSealService seals, Clock clock) {
        this.seals = seals;
        this.clock = clock;
    }

    @GetMapping("/support/audit/verification")
    AuditVerification verify() {
        return seals.verify(UtcTime.now(clock));
    }
}
