package dev.boxoffice.support.triage.category;

import dev.boxoffice.support.triage.concept.Concept;
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
                        select category, module, severity, error_codes, keywords, patterns, usual_reports
                          from support.category_rule where version = ? order by position
                        """)
                .param(version)
                .query((row, _) -> new CategoryRule(
                        row.getString("category"),
                        row.getString("module"),
                        Severity.of(row.getInt("severity")),
                        texts(row.getArray("error_codes")),
                        texts(row.getArray("keywords")),
                        texts(row.getArray("patterns")),
                        row.getInt("usual_reports")))
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
                                   (version, position, category, module, severity, error_codes, keywords, patterns,
                                    usual_reports)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                            """)
                    .params(
                            version,
                            i + 1,
                            rule.category(),
                            rule.module(),
                            rule.severity().level(),
                            rule.errorCodes().toArray(String[]::new),
                            rule.keywords().toArray(String[]::new),
                            rule.patterns().toArray(String[]::new),
                            rule.usualReports())
                    .update();
        }
    }

    List<Concept> findConcepts(int version) {
        return jdbc.sql("select name, words from support.category_concept where version = ? order by position")
                .param(version)
                .query((row, _) -> new Concept(row.getString("name"), texts(row.getArray("words"))))
                .list();
    }

    void insertConcepts(int version, List<Concept> concepts) {
        for (var i = 0; i < concepts.size(); i++) {
            var concept = concepts.get(i);
            jdbc.sql("insert into support.category_concept (version, position, name, words) values (?, ?, ?, ?)")
                    .params(version, i + 1, concept.name(), concept.words().toArray(String[]::new))
                    .update();
        }
    }
}
