package dev.boxoffice.support.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.servlet.audit.AuditSealService;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whoever is forgotten is in none of the desk's tables any more, and its seals hold.
class PersonErasedFromDeskTest extends SupportServiceTest {

    @Autowired
    private AuditSealService seals;

    private final JdbcClient owner = JdbcClient.create(TestPostgres.shared().superuser());

    @Test
    void a_reporter_is_nowhere_after_their_erasure_and_the_seals_hold() {
        var canary = "canary" + UUID.randomUUID().toString().replace("-", "");
        desk.open(canary, "errorCode", "REFUND_LATE", "subject", "I am " + canary, "body", "Call me " + canary);
        seals.seal(clock.instant());
        assertThat(found(canary)).contains("support.support_case", "support.case_event");

        owner.sql("select support.erase_person(?, ?, support.addresses_of(?))")
                .params(canary, "erased-1", canary)
                .query(Long.class)
                .single();

        assertThat(found(canary)).isEmpty();
        assertThat(seals.verify(clock.instant()).intact()).isTrue();
    }

    private List<String> found(String canary) {
        var places = new ArrayList<String>();
        var tables = owner.sql("""
                        select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'support'
                        """).query(String.class).list();
        for (var table : tables) {
            var count = owner.sql("select count(*) from %s t where position(? in t::text) > 0".formatted(table))
                    .param(canary)
                    .query(Long.class)
                    .single();
            if (count > 0) {
                places.add(table);
            }
        }
        return places;
    }
}
