package dev.boxoffice.support.triage.routing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The routing rules of each version.
@Repository
class RoutingRuleRepository {

    private final JdbcClient jdbc;

    RoutingRuleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<RoutingRule> findByVersion(int version) {
        return jdbc.sql("select condition, queue from support.routing_rule where version = ? order by position")
                .param(version)
                .query((row, _) -> new RoutingRule(row.getString("condition"), row.getString("queue")))
                .list();
    }

    void insert(int version, List<RoutingRule> rules) {
        for (var i = 0; i < rules.size(); i++) {
            jdbc.sql("insert into support.routing_rule (version, position, condition, queue) values (?, ?, ?, ?)")
                    .params(version, i + 1, rules.get(i).when(), rules.get(i).queue())
                    .update();
        }
    }
}
