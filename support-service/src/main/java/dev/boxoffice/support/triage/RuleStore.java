package dev.boxoffice.support.triage;

import dev.boxoffice.support.UtcTime;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The versions of the rules. A version is written once; the newest is in force at every replica at once.
@Component
public class RuleStore {

    private static final String CATEGORY = "CATEGORY";
    private static final String ROUTING = "ROUTING";

    private final JdbcClient jdbc;
    private volatile @Nullable CategoryRules categories;
    private volatile @Nullable RoutingRules routes;

    RuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Asks for the newest version number each time (one index look-up) and reads the rules only when it moved.
    public CategoryRules categories() {
        var known = categories;
        var newest = newest(CATEGORY);
        if (known == null || known.version() != newest) {
            known = new CategoryRules(newest, readCategories(newest));
            categories = known;
        }
        return known;
    }

    public RoutingRules routes() {
        var known = routes;
        var newest = newest(ROUTING);
        if (known == null || known.version() != newest) {
            known = RoutingRules.read(newest, readRoutes(newest));
            routes = known;
        }
        return known;
    }

    private int newest(String kind) {
        return jdbc.sql("select max(version) from support.rule_version where kind = ?")
                .param(kind)
                .query(Integer.class)
                .single();
    }

    private List<CategoryRule> readCategories(int version) {
        return jdbc.sql("""
                        select category, module, severity, error_codes, keywords
                          from support.category_rule where version = ? order by position
                        """)
                .param(version)
                .query((row, _) -> new CategoryRule(
                        row.getString("category"),
                        row.getString("module"),
                        Severity.of(row.getInt("severity")),
                        texts(row.getArray("error_codes")),
                        texts(row.getArray("keywords"))))
                .list();
    }

    private List<RoutingRule> readRoutes(int version) {
        return jdbc.sql("select condition, queue from support.routing_rule where version = ? order by position")
                .param(version)
                .query((row, _) -> new RoutingRule(row.getString("condition"), row.getString("queue")))
                .list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /// Adds the next version, if the rules it was written on are still the newest.
    ///
    /// @return whether it was added; false when somebody else was faster
    @Transactional
    boolean addRoutes(int basedOn, List<RoutingRule> rules, String author, Instant now) {
        if (!addVersion(ROUTING, basedOn, author, now)) {
            return false;
        }
        for (var i = 0; i < rules.size(); i++) {
            jdbc.sql("insert into support.routing_rule (version, position, condition, queue) values (?, ?, ?, ?)")
                    .params(
                            basedOn + 1,
                            i + 1,
                            rules.get(i).when(),
                            rules.get(i).queue())
                    .update();
        }
        return true;
    }

    @Transactional
    boolean addCategories(int basedOn, List<CategoryRule> rules, String author, Instant now) {
        if (!addVersion(CATEGORY, basedOn, author, now)) {
            return false;
        }
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            jdbc.sql("""
                            insert into support.category_rule
                                   (version, position, category, module, severity, error_codes, keywords)
                            values (?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            basedOn + 1,
                            i + 1,
                            rule.category(),
                            rule.module(),
                            rule.severity().level(),
                            rule.errorCodes().toArray(String[]::new),
                            rule.keywords().toArray(String[]::new))
                    .update();
        }
        return true;
    }

    private boolean addVersion(String kind, int basedOn, String author, Instant now) {
        try {
            return jdbc.sql("""
                            insert into support.rule_version (kind, version, author, created_at)
                            select :kind, :basedOn + 1, :author, :now
                             where :basedOn = (select max(version) from support.rule_version where kind = :kind)
                            """)
                            .param("kind", kind)
                            .param("basedOn", basedOn)
                            .param("author", author)
                            .param("now", UtcTime.of(now))
                            .update()
                    == 1;
        } catch (DuplicateKeyException somebodyWasFaster) {
            return false;
        }
    }
}
