package dev.boxoffice.support.attachment;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.support.UtcTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The files of cases.
@Repository
public class AttachmentRepository {

    private final JdbcClient jdbc;

    AttachmentRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Keeps a file, unless the case would have more or larger files than it may. The caller has locked the case, or
    /// made it.
    ///
    /// @return whether it was kept
    public boolean insertWithin(
            UUID caseId, String name, String mediaType, byte[] content, int most, long mostBytes, Instant now) {
        return jdbc.sql("""
                        insert into support.attachment (id, case_id, name, media_type, size, content, created_at)
                        select :id, :case, :name, :type, :size, :content, :now
                         where (select count(*) < :most and coalesce(sum(size), 0) + :size <= :mostBytes
                                  from support.attachment where case_id = :case)
                        """)
                        .param("id", TimeOrderedId.next())
                        .param("case", caseId)
                        .param("name", name)
                        .param("type", mediaType)
                        .param("size", content.length)
                        .param("content", content)
                        .param("now", UtcTime.of(now))
                        .param("most", most)
                        .param("mostBytes", mostBytes)
                        .update()
                == 1;
    }

    List<Attachment> findByCase(UUID caseId) {
        return jdbc.sql("""
                        select id, name, media_type, size, created_at from support.attachment
                         where case_id = ? order by created_at, id
                        """)
                .param(caseId)
                .query((row, _) -> new Attachment(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getInt("size"),
                        UtcTime.read(row, "created_at")))
                .list();
    }

    Optional<byte[]> findContent(UUID caseId, UUID id) {
        return jdbc.sql("select content from support.attachment where case_id = ? and id = ?")
                .params(caseId, id)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }
}
