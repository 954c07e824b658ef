package dev.boxoffice.support.feed;

import dev.boxoffice.support.UtcTime;
import java.time.Duration;
import java.time.Instant;
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

    public int deleteOld(Instant now) {
        return jdbc.sql("delete from support.inbox where received_at < ?")
                .param(UtcTime.of(now.minus(KEEP)))
                .update();
    }
}
