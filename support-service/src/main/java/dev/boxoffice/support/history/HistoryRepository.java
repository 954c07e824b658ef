package dev.boxoffice.support.history;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.privacy.CardNumberMask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Appends to the history in the transaction that makes it true; the database refuses to change what is written.
@Repository
public class HistoryRepository {

    /// The desk itself, where no person acted.
    public static final String DESK = "desk";

    private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final MeterRegistry meters;

    HistoryRepository(JdbcClient jdbc, JsonMapper json, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.meters = meters;
    }

    public void recordForCase(UUID caseId, HistoryEventType type, String actor, Instant now, Map<String, ?> data) {
        append(caseId, null, type, actor, now, data);
    }

    public void recordForIncident(
            UUID incidentId, HistoryEventType type, String actor, Instant now, Map<String, ?> data) {
        append(null, incidentId, type, actor, now, data);
    }

    /// The same entry for each of many cases, in one statement.
    public void recordForCases(
            List<UUID> caseIds, HistoryEventType type, String actor, Instant now, Map<String, ?> data) {
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
                .param("data", written(data))
                .param("cases", caseIds.toArray(UUID[]::new))
                .update();
        count(type, caseIds.size());
    }

    /// What happened to one case at one moment, in this order and in one statement.
    public void recordForCase(UUID caseId, Instant now, List<NewHistoryEntry> entries) {
        jdbc.sql("""
                        insert into support.case_event (case_id, at, actor, type, data)
                        select :case, :now, actor, type, cast(data as jsonb)
                          from unnest(:actors, :types, :data) with ordinality line (actor, type, data, position)
                         order by position
                        """)
                .param("case", caseId)
                .param("now", UtcTime.of(now))
                .param("actors", entries.stream().map(NewHistoryEntry::actor).toArray(String[]::new))
                .param(
                        "types",
                        entries.stream().map(entry -> entry.type().name()).toArray(String[]::new))
                .param(
                        "data",
                        entries.stream().map(entry -> written(entry.data())).toArray(String[]::new))
                .update();
        entries.forEach(entry -> count(entry.type(), 1));
    }

    /// What people give as a reason may hold what the desk must not keep.
    private String written(Map<String, ?> data) {
        var kept = new LinkedHashMap<String, Object>();
        data.forEach((name, value) ->
                kept.put(name, value instanceof String text ? CardNumberMask.removedFrom(text) : value));
        return json.writeValueAsString(kept);
    }

    private void count(HistoryEventType type, int many) {
        meters.counter("boxoffice.support.events", "type", type.name()).increment(many);
    }

    private void append(
            @Nullable UUID caseId,
            @Nullable UUID incidentId,
            HistoryEventType type,
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
                .param("data", written(data))
                .update();
        count(type, 1);
    }

    public List<HistoryEntry> findByCase(UUID caseId) {
        return history("case_id", caseId);
    }

    public List<HistoryEntry> findByIncident(UUID incidentId) {
        return history("incident_id", incidentId);
    }

    private List<HistoryEntry> history(String column, UUID id) {
        return jdbc.sql("select id, at, actor, type, data::text from support.case_event where %s = ? order by id"
                        .formatted(column))
                .param(id)
                .query((row, _) -> new HistoryEntry(
                        row.getLong("id"),
                        UtcTime.read(row, "at"),
                        row.getString("actor"),
                        HistoryEventType.valueOf(row.getString("type")),
                        json.readValue(row.getString("data"), DATA)))
                .list();
    }
}
