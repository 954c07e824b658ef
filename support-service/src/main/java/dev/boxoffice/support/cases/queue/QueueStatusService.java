package dev.boxoffice.support.cases.queue;

import dev.boxoffice.support.triage.routing.RoutingRuleService;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// How every queue stands.
@Service
class QueueStatusService {

    private final QueueStatusRepository statuses;
    private final RoutingRuleService rules;

    QueueStatusService(QueueStatusRepository statuses, RoutingRuleService rules) {
        this.statuses = statuses;
        this.rules = rules;
    }

    /// Every queue of the rules in force, also the empty ones, and any other where a case still waits.
    List<QueueStatus> findAll(Instant now) {
        var byName = new TreeMap<String, QueueStatus>();
        statuses.findWithWaitingCases(now).forEach(status -> byName.put(status.queue(), status));
        rules.current().queues().forEach(queue -> byName.computeIfAbsent(queue, QueueStatus::empty));
        return List.copyOf(byName.values());
    }
}
