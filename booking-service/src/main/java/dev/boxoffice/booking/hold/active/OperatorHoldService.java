package dev.boxoffice.booking.hold.active;

import dev.boxoffice.booking.hold.Hold;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/// Ends somebody else's hold, and tells the audit.
@Service
class OperatorHoldService {

    private final ActiveHoldService holds;
    private final AuditRepository audit;

    OperatorHoldService(ActiveHoldService holds, AuditRepository audit) {
        this.holds = holds;
        this.audit = audit;
    }

    /// The line is written before the seats are free, so that none is freed where it cannot be written, and
    /// taken back where they stay. Whose hold it is the hold itself does not say.
    @Transactional
    public ActiveHoldService.ReleaseResult release(Hold hold) {
        audit.append(AuditEntry.within(
                hold.event(), "HOLD_RELEASED", "hold", hold.key(), null, Map.of("ordinals", hold.ordinals())));
        var result = holds.release(hold);
        if (result != ActiveHoldService.ReleaseResult.RELEASED) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return result;
    }
}
