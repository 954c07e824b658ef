package dev.boxoffice.support.triage.proposal;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What cases turned out to be: proposals for better rules come from here, and one day a model.
@Repository
public class CategoryLabelRepository {

    /// The first label keeps what the rules had said; later ones say what people say.
    private static final String SAVE = """
            insert into support.label (
                case_id, category, module, severity, automatic_category, rule_version, corrected, labelled_by, labelled_at)
            %s
            on conflict (case_id) do update
               set category = excluded.category, module = excluded.module, severity = excluded.severity,
                   corrected = label.corrected or excluded.corrected,
                   labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at
            """;

    private final JdbcClient jdbc;

    CategoryLabelRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void save(CategoryLabel label, String by, Instant now) {
        jdbc.sql(SAVE.formatted(
                        "values (:case, :category, :module, :severity, :automatic, :version, :corrected, :by, :now)"))
                .param("case", label.caseId())
                .param("category", label.category())
                .param("module", label.module())
                .param("severity", label.severity().level())
                .param("automatic", label.automaticCategory())
                .param("version", label.rulesVersion())
                .param("corrected", label.corrected())
                .param("by", by)
                .param("now", UtcTime.of(now))
                .update();
    }

    /// Labels these cases as they are categorised now.
    public void confirm(List<UUID> cases, String by, Instant now) {
        jdbc.sql(SAVE.formatted("""
                        select id, category, module, severity, category, category_version, false, :by, :now
                          from support.support_case where id = any(:cases)"""))
                .param("cases", cases.toArray(UUID[]::new))
                .param("by", by)
                .param("now", UtcTime.of(now))
                .update();
    }

    public List<LabelledCase> findLatest(int most) {
        return jdbc.sql("""
                        select c.error_code, c.subject, c.body, l.category, l.category <> l.automatic_category as corrected
                          from support.label l join support.support_case c on c.id = l.case_id
                         where c.source = 'REPORT' order by l.labelled_at desc limit ?
                        """)
                .param(most)
                .query((row, _) -> new LabelledCase(
                        row.getString("error_code"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getString("category"),
                        row.getBoolean("corrected")))
                .list();
    }
}
