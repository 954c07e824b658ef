package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Messages that have acted here. The id is kept in the transaction that acts, so a message acts once.
@Repository
public class InboxRepository {

    private static final Duration KEEP = Duration.ofDays(30);

    private final JdbcClient jdbc;

    InboxRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether this is the first time
    public boolean isNew(String messageId, String type, Instant now) {
        return jdbc.sql("""
                        insert into support.inbox (message_id, type, received_at) values (?, ?, ?)
                        on conflict (message_id) do nothing
                        """).params(messageId, type, UtcTime.of(now)).update() == 1;
    }

    /// @return those that are here for the first time
    Set<String> newAmong(Collection<String> messageIds, String type, Instant now) {
        return Set.copyOf(jdbc.sql("""
                        insert into support.inbox (message_id, type, received_at)
                        select id, ?, ? from unnest(?::text[]) id order by id
                        on conflict (message_id) do nothing returning message_id
                        """)
                .params(type, UtcTime.of(now), messageIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    public int deleteOld(Instant now) {
        return jdbc.sql("delete from support.inbox where received_at < ?")
                .param(UtcTime.of(now.minus(KEEP)))
                .update();
    }
}
