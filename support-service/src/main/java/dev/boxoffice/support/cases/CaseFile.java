package dev.boxoffice.support.cases;

import dev.boxoffice.support.audit.AuditTrail;
import org.springframework.stereotype.Component;

/// What every change of a case writes to: its row, its alarms, its history.
@Component
record CaseFile(Cases cases, CaseTimers timers, AuditTrail audit) {}
