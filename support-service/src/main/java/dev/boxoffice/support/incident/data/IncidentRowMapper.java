package dev.boxoffice.support.incident.data;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.incident.data.Incident.Origin;
import dev.boxoffice.support.incident.data.Incident.Scope;
import dev.boxoffice.support.incident.data.Incident.Status;
import dev.boxoffice.support.triage.severity.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Reads a row of `support.incident`.
final class IncidentRowMapper {

    private IncidentRowMapper() {}

    static Incident read(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getObject("id", UUID.class),
                row.getString("fingerprint"),
                Scope.valueOf(row.getString("scope")),
                row.getObject("scope_id", UUID.class),
                row.getString("category"),
                row.getString("error_code"),
                row.getString("title"),
                Severity.of(row.getInt("severity")),
                Status.valueOf(row.getString("status")),
                Origin.valueOf(row.getString("origin")),
                row.getString("opened_by"),
                UtcTime.read(row, "opened_at"),
                UtcTime.readNullable(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                UtcTime.read(row, "last_update_at"),
                UtcTime.readNullable(row, "thawed_at"),
                UtcTime.readNullable(row, "resolved_at"),
                row.getString("resolution"),
                row.getBoolean("needs_refunds"),
                row.getLong("version"));
    }
}
