package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.severity.Severity;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The category rules of each version.
@Repository
class CategoryRuleRepository {

    private final JdbcClient jdbc;

    CategoryRuleRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<CategoryRule> findByVersion(int version) {
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

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    void insert(int version, List<CategoryRule> rules) {
        for (var i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            jdbc.sql("""
                            insert into support.category_rule
                                   (version, position, category, module, severity, error_codes, keywords)
                            values (?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            version,
                            i + 1,
                            rule.category(),
                            rule.module(),
                            rule.severity().level(),
                            rule.errorCodes().toArray(String[]::new),
                            rule.keywords().toArray(String[]::new))
                    .update();
        }
    }
}
