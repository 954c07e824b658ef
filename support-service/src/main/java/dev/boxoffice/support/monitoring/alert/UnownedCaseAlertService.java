package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.support.feed.InboxRepository;
import dev.boxoffice.support.mail.ManagerAlertService;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Tells the manager, once an hour for each queue, of cases nobody took while their time runs out. Severity 1
/// escalates besides; the others could wait unnoticed behind it.
@Service
class UnownedCaseAlertService {

    private final UnownedCaseRepository cases;
    private final InboxRepository inbox;
    private final ManagerAlertService alerts;

    UnownedCaseAlertService(UnownedCaseRepository cases, InboxRepository inbox, ManagerAlertService alerts) {
        this.cases = cases;
        this.inbox = inbox;
        this.alerts = alerts;
    }

    @Transactional
    public void alertOnUnownedCases(Instant now) {
        for (var unowned : cases.findAtRisk(now)) {
            // The inbox remembers across replicas that this hour's alert has gone out.
            var alert = "unowned:" + unowned.queue() + ":" + now.truncatedTo(ChronoUnit.HOURS);
            if (inbox.isNew(alert, "UnownedAlarm", now)) {
                alerts.alert(
                        "Cases without an owner in queue " + unowned.queue(),
                        "%d cases nobody owns have little time left or none; the first is due at %s."
                                .formatted(unowned.cases(), unowned.nextDue()),
                        now);
            }
        }
    }
}
