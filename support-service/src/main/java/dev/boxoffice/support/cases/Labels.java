package dev.boxoffice.support.cases;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.audit.EventType;
import java.time.Instant;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What cases turned out to be: proposals for better rules come from here, and one day a model.
@Component
class Labels {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final AuditTrail audit;

    Labels(JdbcClient jdbc, Cases cases, AuditTrail audit) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.audit = audit;
    }

    /// The case as finally categorised.
    void confirmed(SupportCase resolved, String by, Instant now) {
        save(resolved, resolved.judgement(), false, by, now);
    }

    /// Somebody saw that the rules were wrong about it.
    void corrected(SupportCase before, Judgement after, String by, Instant now) {
        audit.ofCase(
                before.id(),
                EventType.RECATEGORISED,
                by,
                now,
                Map.of("from", before.judgement().category(), "to", after.category()));
        save(before, after, !before.judgement().category().equals(after.category()), by, now);
    }

    /// It went to the wrong queue first.
    void misrouted(SupportCase before, Judgement after, Placement to, String reason, Actor by, Instant now) {
        cases.countMisroute(before.id());
        audit.ofCase(
                before.id(),
                EventType.MISROUTED,
                by.id(),
                now,
                Map.of(
                        "from", before.placement().queue(),
                        "to", to.queue(),
                        "category", after.category(),
                        "module", after.module(),
                        "reason", reason));
        save(before, after, !before.judgement().module().equals(after.module()), by.id(), now);
    }

    /// The first label keeps what the rules had said; later ones say what people say.
    private void save(SupportCase before, Judgement after, boolean corrected, String by, Instant now) {
        jdbc.sql("""
                        insert into support.label (
                            case_id, category, module, severity, automatic_category, rule_version, corrected, labelled_by, labelled_at)
                        values (:case, :category, :module, :severity, :automatic, :version, :corrected, :by, :now)
                        on conflict (case_id) do update
                           set category = excluded.category, module = excluded.module, severity = excluded.severity,
                               corrected = label.corrected or excluded.corrected,
                               labelled_by = excluded.labelled_by, labelled_at = excluded.labelled_at
                        """)
                .param("case", before.id())
                .param("category", after.category())
                .param("module", after.module())
                .param("severity", after.severity().level())
                .param("automatic", before.judgement().category())
                .param("version", before.judgement().rulesVersion())
                .param("corrected", corrected)
                .param("by", by)
                .param("now", UtcTime.of(now))
                .update();
    }
}
