package dev.boxoffice.support.contract;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.severity.ContractTier;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who has which contract. Organisers have theirs by their role; others are STANDARD unless the manager says
/// otherwise.
@Repository
public class ContractRepository {

    private final JdbcClient jdbc;

    ContractRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public ContractTier tierOf(String subject, boolean organiser) {
        return jdbc.sql("select tier from support.contract where subject = ?")
                .param(subject)
                .query(String.class)
                .optional()
                .map(ContractTier::valueOf)
                .orElse(organiser ? ContractTier.ORGANISER : ContractTier.STANDARD);
    }

    public void save(String subject, ContractTier tier, String by, Instant now) {
        jdbc.sql("""
                        insert into support.contract (subject, tier, updated_by, updated_at) values (?, ?, ?, ?)
                        on conflict (subject) do update
                           set tier = excluded.tier, updated_by = excluded.updated_by, updated_at = excluded.updated_at
                        """).params(subject, tier.name(), by, UtcTime.of(now)).update();
    }
}
