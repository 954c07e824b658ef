package dev.boxoffice.support.triage.routing;

import java.util.ArrayList;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Tries routing rules out on the latest cases, without changing anything.
@Service
class RoutingDryRunService {

    private static final int MOST_CASES = 10_000;
    private static final int MOST_CHANGES = 50;

    private final RoutedCaseRepository cases;

    RoutingDryRunService(RoutedCaseRepository cases) {
        this.cases = cases;
    }

    RoutingDryRun route(RoutingRuleSet current, RoutingRuleSet proposed, RoutingRuleRequest.@Nullable Sample sample) {
        var byQueue = new TreeMap<String, Integer>();
        var changes = new ArrayList<RoutingDryRun.Change>();
        var past = cases.findLatest(MOST_CASES);
        var changed = 0;
        for (var one : past) {
            var from = current.queueFor(one.facts());
            var to = proposed.queueFor(one.facts());
            byQueue.merge(to, 1, Integer::sum);
            if (!from.equals(to)) {
                changed++;
                if (changes.size() < MOST_CHANGES) {
                    changes.add(new RoutingDryRun.Change(
                            one.id(),
                            one.facts().category(),
                            one.facts().severity().level(),
                            from,
                            to));
                }
            }
        }
        var queue = sample == null ? null : proposed.queueFor(sample.facts());
        return new RoutingDryRun(past.size(), changed, byQueue, changes, queue);
    }
}
