package dev.boxoffice.booking.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People in every service's tables. Each service that holds some has functions of its own for it (`records_of`,
/// `addresses_of`, `erase_person` of its schema), so that this one knows no other's tables.
@Repository
class PersonRepository {

    private static final TypeReference<Map<String, JsonNode>> TABLES = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PersonRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// What is held of them, by table.
    Map<String, JsonNode> find(String subject) {
        var records = new TreeMap<String, JsonNode>();
        for (var schema : schemas()) {
            var found = jdbc.sql("select %s.records_of(?)::text".formatted(schema))
                    .param(subject)
                    .query(String.class)
                    .single();
            records.putAll(json.readValue(found, TABLES));
        }
        return records;
    }

    /// Their bookings do not change before the running transaction ends.
    ///
    /// @return whether a payment of theirs is in flight
    boolean lockBookings(String subject) {
        return jdbc
                .sql("select status from booking.booking where buyer = ? order by event_id, id for update")
                .param(subject)
                .query(String.class)
                .list()
                .stream()
                .anyMatch(status -> status.equals("PROCESSING") || status.equals("REQUIRES_ACTION"));
    }

    List<String> addresses(String subject) {
        var addresses = new ArrayList<String>();
        for (var schema : schemas()) {
            addresses.addAll(jdbc.sql("select unnest(%s.addresses_of(?))".formatted(schema))
                    .param(subject)
                    .query(String.class)
                    .list());
        }
        return addresses.stream().distinct().toList();
    }

    /// Tickets first, as every change of a booking's seats does after locking the booking.
    ///
    /// @return how many rows named them
    long erase(String subject, String replacement, List<String> addresses) {
        var rows = (long) jdbc.sql("""
                        update inventory.ticket set owner = :replacement, version = version + 1, changed_at = now()
                         where owner = :subject and event_id in (
                            select event_id from booking.booking where buyer = :subject
                            union select event_id from booking.customer_tickets where buyer = :subject)
                        """)
                .param("subject", subject)
                .param("replacement", replacement)
                .update();
        for (var schema : schemas()) {
            rows += jdbc.sql("select %s.erase_person(?, ?, ?)".formatted(schema))
                    .param(subject)
                    .param(replacement)
                    .param(addresses.toArray(String[]::new))
                    .query(Long.class)
                    .single();
        }
        return rows;
    }

    /// How to reach them, once more, after everything else: what an instance noted before this and would write
    /// later is refused from here on.
    void forgetContact(String subject) {
        jdbc.sql("select booking.forget_contact(?)::text")
                .param(subject)
                .query((_, _) -> true)
                .single();
    }

    private List<String> schemas() {
        return jdbc.sql("""
                        select n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                         where p.proname = 'erase_person' and has_function_privilege(p.oid, 'execute') order by n.nspname
                        """).query((row, _) -> row.getString(1)).list();
    }
}
