package dev.boxoffice.support.monitoring.alert;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.feed.InboxRepository;
import dev.boxoffice.support.mail.ManagerAlertService;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Alerts the manager, once a day, when too many cases went to the wrong queue first.
@Service
class MisrouteAlertService {

    /// Below this many a share says nothing.
    private static final int FEWEST_MISROUTES = 5;

    private final MisrouteRepository misroutes;
    private final InboxRepository inbox;
    private final ManagerAlertService alerts;
    private final int alertPercent;

    MisrouteAlertService(
            MisrouteRepository misroutes,
            InboxRepository inbox,
            ManagerAlertService alerts,
            SupportProperties properties) {
        this.misroutes = misroutes;
        this.inbox = inbox;
        this.alerts = alerts;
        this.alertPercent = properties.misrouteAlarmPercent();
    }

    @Transactional
    public void alertOnMisroutes(Instant now) {
        var day = misroutes.countSince(now.minus(Duration.ofDays(1)));
        var tooMany = day.misrouted() >= FEWEST_MISROUTES && day.misrouted() * 100 > day.cases() * alertPercent;
        // The inbox remembers across replicas that today's alert has gone out.
        if (tooMany && inbox.isNew("misroutes:" + now.atZone(ZoneOffset.UTC).toLocalDate(), "MisrouteAlarm", now)) {
            alerts.alert(
                    "Many misrouted cases",
                    "%d of %d cases of the last 24 hours went to the wrong queue first."
                            .formatted(day.misrouted(), day.cases()),
                    now);
        }
        inbox.deleteOld(now);
    }
}
