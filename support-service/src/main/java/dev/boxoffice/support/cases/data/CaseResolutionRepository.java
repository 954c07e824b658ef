package dev.boxoffice.support.cases.data;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.privacy.CardNumberMask;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How cases end, and begin again.
@Repository
public class CaseResolutionRepository {

    private final JdbcClient jdbc;

    CaseResolutionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Resolves those of the cases that are still open.
    ///
    /// @return the ones this call resolved
    public List<UUID> resolve(List<UUID> ids, String resolution, String by, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set status = 'RESOLVED', resolution = :resolution, resolved_by = :by, resolved_at = :now,
                               last_action_at = :now, version = version + 1, updated_at = :now
                         where id = any(:ids) and status not in ('RESOLVED', 'CLOSED')
                        returning id
                        """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("resolution", CardNumberMask.removedFrom(resolution))
                .param("by", by)
                .param("now", UtcTime.of(now))
                .query(ColumnRowMapper.ID)
                .list();
    }

    /// Says where a case that was just resolved goes on.
    public void setMergedInto(UUID id, UUID into) {
        jdbc.sql("update support.support_case set merged_into = ? where id = ?")
                .params(into, id)
                .update();
    }

    /// A case that was merged into another stands by itself again.
    public void reopen(UUID id, Instant now) {
        jdbc.sql("""
                        update support.support_case
                           set resolution = null, resolved_at = null, resolved_by = null, escalated_at = null, merged_into = null,
                               status = 'ROUTED', owner = null, reopenings = reopenings + 1, last_action_at = :now
                         where id = :id and status = 'RESOLVED'
                        """).param("id", id).param("now", UtcTime.of(now)).update();
    }

    /// Closes a case whose resolution has held since then.
    public boolean close(UUID id, Instant heldSince, Instant now) {
        return jdbc.sql("""
                        update support.support_case
                           set status = 'CLOSED', closed_at = :now, version = version + 1, updated_at = :now
                         where id = :id and status = 'RESOLVED' and resolved_at <= :heldSince
                        """)
                        .param("id", id)
                        .param("now", UtcTime.of(now))
                        .param("heldSince", UtcTime.of(heldSince))
                        .update()
                == 1;
    }
}
