package dev.boxoffice.support.triage.rule;

import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The versions of the rules. A version is written once; the newest is in force at every replica at once.
@Repository
public class RuleVersionRepository {

    private final JdbcClient jdbc;

    RuleVersionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// One index look-up.
    public int newest(RuleKind kind) {
        return jdbc.sql("select max(version) from support.rule_version where kind = ?")
                .param(kind.name())
                .query(Integer.class)
                .single();
    }

    /// The newest that a migration wrote, which people's have no note of.
    public int newestShipped(RuleKind kind) {
        return jdbc.sql("""
                        select max(version) from support.rule_version
                         where kind = ? and author = 'boxoffice' and note is not null
                        """).param(kind.name()).query(Integer.class).single();
    }

    /// Adds the next version, if the one it is based on is still the newest.
    ///
    /// @return whether it was added; false when somebody else was faster
    public boolean add(RuleKind kind, int basedOn, String author, Instant now) {
        return jdbc.sql("""
                        insert into support.rule_version (kind, version, author, created_at)
                        select :kind, :basedOn + 1, :author, :now
                         where :basedOn = (select max(version) from support.rule_version where kind = :kind)
                        on conflict do nothing
                        """)
                        .param("kind", kind.name())
                        .param("basedOn", basedOn)
                        .param("author", author)
                        .param("now", UtcTime.of(now))
                        .update()
                == 1;
    }
}
