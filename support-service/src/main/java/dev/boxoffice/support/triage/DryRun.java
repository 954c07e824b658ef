package dev.boxoffice.support.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tries a routing table out on the latest cases, without changing anything.
@Component
class DryRun {

    /// @param cases how many of the latest were tried
    /// @param changes some of those that would go elsewhere
    /// @param queue where the case described in the request would go
    record Report(
            int cases,
            int changed,
            Map<String, Integer> byQueue,
            List<Change> changes,
            @Nullable String queue) {}

    record Change(UUID caseId, String category, int severity, String from, String to) {}

    private record Past(UUID id, RoutingFacts facts) {}

    private static final int MOST_CASES = 10_000;
    private static final int MOST_CHANGES = 50;

    private final JdbcClient jdbc;

    DryRun(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Report route(RoutingRules current, RoutingRules proposed, RoutingTable.@Nullable Sample sample) {
        var byQueue = new TreeMap<String, Integer>();
        var changes = new ArrayList<Change>();
        var past = latest();
        var changed = 0;
        for (var one : past) {
            var from = current.queueFor(one.facts());
            var to = proposed.queueFor(one.facts());
            byQueue.merge(to, 1, Integer::sum);
            if (!from.equals(to)) {
                changed++;
                if (changes.size() < MOST_CHANGES) {
                    changes.add(new Change(
                            one.id(),
                            one.facts().category(),
                            one.facts().severity().level(),
                            from,
                            to));
                }
            }
        }
        var queue = sample == null ? null : proposed.queueFor(sample.facts());
        return new Report(past.size(), changed, byQueue, changes, queue);
    }

    private List<Past> latest() {
        return jdbc.sql("""
                        select id, severity, module, category, tier, channel, source, error_code
                          from support.support_case where source <> 'SYNTHETIC'
                         order by created_at desc limit ?
                        """)
                .param(MOST_CASES)
                .query((row, _) -> new Past(
                        row.getObject("id", UUID.class),
                        new RoutingFacts(
                                Severity.of(row.getInt("severity")),
                                row.getString("module"),
                                row.getString("category"),
                                Tier.valueOf(row.getString("tier")),
                                row.getString("channel"),
                                row.getString("source"),
                                row.getString("error_code"))))
                .list();
    }
}
