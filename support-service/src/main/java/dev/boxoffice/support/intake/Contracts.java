package dev.boxoffice.support.intake;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.Tier;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who has which contract. Organisers have theirs by their role; others are STANDARD unless the manager says otherwise.
@Component
class Contracts {

    private final JdbcClient jdbc;

    Contracts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Tier tierOf(String subject, boolean organiser) {
        return jdbc.sql("select tier from support.contract where subject = ?")
                .param(subject)
                .query(String.class)
                .optional()
                .map(Tier::valueOf)
                .orElse(organiser ? Tier.ORGANISER : Tier.STANDARD);
    }

    void save(String subject, Tier tier, String by, Instant now) {
        jdbc.sql("""
                        insert into support.contract (subject, tier, updated_by, updated_at) values (?, ?, ?, ?)
                        on conflict (subject) do update
                           set tier = excluded.tier, updated_by = excluded.updated_by, updated_at = excluded.updated_at
                        """).params(subject, tier.name(), by, UtcTime.of(now)).update();
    }
}
