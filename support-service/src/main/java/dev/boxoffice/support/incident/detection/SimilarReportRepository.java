package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.ColumnRowMapper;
import dev.boxoffice.support.UtcTime;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reports that no rule understood, by their words.
@Repository
class SimilarReportRepository {
    private static final int MOST = 500;

    /// @param who the reporter, or the case where none is known
    record SimilarReport(UUID id, String who, List<String> words) {}

    private final JdbcClient jdbc;

    SimilarReportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<String> wordsOf(UUID caseId) {
        return jdbc.sql("select words from support.support_case where id = ?")
                .param(caseId)
                .query((row, _) -> texts(row.getArray("words")))
                .single();
    }

    /// Open ones of this time that share a word and belong to no incident.
    List<SimilarReport> findSharing(List<String> words, Instant since) {
        return jdbc.sql("""
                        select id, coalesce(reporter, cast(id as text)) as who, words from support.support_case
                         where category = 'OTHER' and error_code is null and incident_id is null
                           and left_incident_id is null and status not in ('RESOLVED', 'CLOSED')
                           and created_at > :since and words && cast(:words as text[])
                         order by created_at desc limit :most
                        """)
                .param("since", UtcTime.of(since))
                .param("words", words.toArray(String[]::new))
                .param("most", MOST)
                .query((row, _) -> new SimilarReport(
                        row.getObject("id", UUID.class), row.getString("who"), texts(row.getArray("words"))))
                .list();
    }

    /// The fingerprints of open incidents told in words.
    List<String> findOpenFingerprints() {
        return jdbc.sql("""
                        select fingerprint from support.incident
                         where status in ('SUSPECTED', 'ACKNOWLEDGED') and fingerprint like 'OTHER|words:%'
                         order by opened_at desc
                        """).query(ColumnRowMapper.TEXT).list();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
