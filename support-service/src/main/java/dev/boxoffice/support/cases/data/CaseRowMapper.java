package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.severity.CaseFacts;
import dev.boxoffice.support.triage.severity.ContractTier;
import dev.boxoffice.support.triage.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.json.JsonMapper;

/// Reads a row of `support.support_case`.
record CaseRowMapper(JsonMapper json) implements RowMapper<SupportCase> {

    @Override
    public SupportCase mapRow(ResultSet row, int number) throws SQLException {
        return new SupportCase(
                row.getObject("id", UUID.class),
                row.getString("number"),
                CaseSource.valueOf(row.getString("source")),
                CaseStatus.valueOf(row.getString("status")),
                report(row),
                assessment(row),
                placement(row),
                progress(row),
                row.getObject("repeat_of", UUID.class),
                row.getObject("merged_into", UUID.class));
    }

    private static CaseReport report(ResultSet row) throws SQLException {
        return new CaseReport(
                row.getString("reporter"),
                row.getString("reporter_email"),
                row.getString("reporter_name"),
                ContractTier.valueOf(row.getString("tier")),
                row.getString("channel"),
                row.getString("subject"),
                row.getString("body"),
                row.getObject("booking_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getString("error_code"),
                row.getString("reported_severity"),
                new CaseReport.Language(row.getString("reporter_locale"), row.getString("reporter_zone")));
    }

    private CaseAssessment assessment(ResultSet row) throws SQLException {
        return new CaseAssessment(
                row.getString("category"),
                row.getString("module"),
                Severity.of(row.getInt("severity")),
                row.getString("severity_reason"),
                row.getBoolean("unverified"),
                row.getInt("category_version"),
                json.readValue(row.getString("facts"), CaseFacts.class),
                row.getBoolean("facts_complete"),
                row.getLong("revenue_per_hour"));
    }

    private static CasePlacement placement(ResultSet row) throws SQLException {
        return new CasePlacement(
                row.getString("queue"),
                row.getInt("routing_version"),
                row.getString("owner"),
                row.getObject("incident_id", UUID.class),
                UtcTime.read(row, "routed_at"),
                UtcTime.read(row, "overflow_at"));
    }

    private static CaseProgress progress(ResultSet row) throws SQLException {
        return new CaseProgress(
                UtcTime.read(row, "due_at"),
                UtcTime.read(row, "risk_at"),
                UtcTime.read(row, "last_action_at"),
                UtcTime.readNullable(row, "escalated_at"),
                row.getInt("misroutes"),
                row.getInt("reopenings"),
                row.getString("resolution"),
                UtcTime.readNullable(row, "resolved_at"),
                row.getString("resolved_by"),
                UtcTime.readNullable(row, "closed_at"),
                row.getLong("version"),
                UtcTime.read(row, "created_at"),
                UtcTime.read(row, "updated_at"));
    }
}
