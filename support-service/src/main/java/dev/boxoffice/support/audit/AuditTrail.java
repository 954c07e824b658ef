package dev.boxoffice.support.audit;

import dev.boxoffice.support.UtcTime;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Appends to the history in the transaction that makes it true; the database refuses to change what is written.
@Component
public class AuditTrail {

    /// The desk itself, where no person acted.
    public static final String DESK = "desk";

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    /// One line of a history.
    public record Entry(long id, Instant at, String actor, EventType type, Map<String, Object> data) {}

    /// Something to be written down.
    public record Line(EventType type, String actor, Map<String, ?> data) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    private final MeterRegistry meters;

    AuditTrail(JdbcClient jdbc, JsonMapper json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.meters = meters;
    }

    public void ofCase(UUID caseId, EventType type, String actor, Instant now, Map<String, ?> data) {
        append(caseId, null, type, actor, now, data);
    }

    public void ofIncident(UUID incidentId, EventType type, String actor, Instant now, Map<String, ?> data) {
        append(null, incidentId, type, actor, now, data);
    }

    /// The same line for each of many cases, in one statement.
    public void ofCases(List<UUID> caseIds, EventType type, String actor, Instant now, Map<String, ?> data) {
        if (caseIds.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into support.case_event (case_id, at, actor, type, data)
                        select id, :now, :actor, :type, cast(:data as jsonb) from unnest(:cases) id
                        """)
                .param("now", UtcTime.of(now))
                .param("actor", actor)
                .param("type", type.name())
                .param("data", json.writeValueAsString(data))
                .param("cases", caseIds.toArray(UUID[]::new))
                .update();
        count(type, caseIds.size());
    }

    /// What happened to one case at one moment, in this order and in one statement.
    public void ofCase(UUID caseId, Instant now, List<Line> lines) {
        jdbc.sql("""
                        insert into support.case_event (case_id, at, actor, type, data)
                        select :case, :now, actor, type, cast(data as jsonb)
                          from unnest(:actors, :types, :data) with ordinality line (actor, type, data, position)
                         order by position
                        """)
                .param("case", caseId)
                .param("now", UtcTime.of(now))
                .param("actors", lines.stream().map(Line::actor).toArray(String[]::new))
                .param("types", lines.stream().map(line -> line.type().name()).toArray(String[]::new))
                .param(
                        "data",
                        lines.stream()
                                .map(line -> json.writeValueAsString(line.data()))
                                .toArray(String[]::new))
                .update();
        lines.forEach(line -> count(line.type(), 1));
    }

    private void count(EventType type, int many) {
        meters.counter("boxoffice.support.events", "type", type.name()).increment(many);
    }

    private void append(
            @Nullable UUID caseId,
            @Nullable UUID incidentId,
            EventType type,
            String actor,
            Instant now,
            Map<String, ?> data) {
        jdbc.sql("""
                        insert into support.case_event (case_id, incident_id, at, actor, type, data)
                        values (:case, :incident, :now, :actor, :type, cast(:data as jsonb))
                        """)
                .param("case", caseId)
                .param("incident", incidentId)
                .param("now", UtcTime.of(now))
                .param("actor", actor)
                .param("type", type.name())
                .param("data", json.writeValueAsString(data))
                .update();
        count(type, 1);
    }

    public List<Entry> historyOfCase(UUID caseId) {
        return history("case_id", caseId);
    }

    public List<Entry> historyOfIncident(UUID incidentId) {
        return history("incident_id", incidentId);
    }

    private List<Entry> history(String column, UUID id) {
        return jdbc.sql("select id, at, actor, type, data::text from support.case_event where %s = ? order by id"
                        .formatted(column))
                .param(id)
                .query((row, _) -> new Entry(
                        row.getLong("id"),
                        UtcTime.read(row, "at"),
                        row.getString("actor"),
                        EventType.valueOf(row.getString("type")),
                        json.readValue(row.getString("data"), DATA)))
                .list();
    }
}
