package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.triage.RoutingRules;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How cases of the same category that read alike were resolved. Off in incident mode and when the desk is swamped.
@Component
class Suggestions {

    /// @param reason why there are none, where they are switched off
    record Answer(boolean enabled, @Nullable String reason, List<Suggestion> suggestions) {}

    record Suggestion(UUID caseId, String subject, String resolution, double rank) {}

    private static final int MOST = 5;
    private static final int MOST_WORDS = 40;
    private static final int SHORTEST_WORD = 3;

    private final JdbcClient jdbc;
    private final SupportProperties properties;

    Suggestions(JdbcClient jdbc, SupportProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    Answer forCase(SupportCase asked, Viewer viewer) {
        if (asked.placement().queue().equals(RoutingRules.BULK_QUEUE)) {
            return new Answer(false, "incident-mode", List.of());
        }
        if (openCases() > properties.suggestionLoadLimit()) {
            return new Answer(false, "load", List.of());
        }
        var query = queryFor(asked.report().subject() + " " + asked.report().body());
        return new Answer(true, null, query.isEmpty() ? List.of() : alike(asked, query, viewer));
    }

    /// Counts no further than it must.
    private int openCases() {
        return jdbc.sql("""
                        select count(*) from (
                            select 1 from support.support_case
                             where status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') limit ?) open
                        """)
                .param(properties.suggestionLoadLimit() + 1)
                .query(Integer.class)
                .single();
    }

    /// Any of the words, each quoted: nothing a reporter writes is query syntax.
    private static String queryFor(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" | "));
    }

    private List<Suggestion> alike(SupportCase asked, String query, Viewer viewer) {
        return jdbc.sql("""
                        select id, subject, resolution, reporter_name,
                               ts_rank(to_tsvector('simple', subject || ' ' || body), to_tsquery('simple', :query)) as rank
                          from support.support_case
                         where resolution is not null and category = :category and id <> :id and incident_id is null
                           and source <> 'SYNTHETIC'
                           and to_tsvector('simple', subject || ' ' || body) @@ to_tsquery('simple', :query)
                         order by rank desc, resolved_at desc limit :most
                        """)
                .param("query", query)
                .param("category", asked.judgement().category())
                .param("id", asked.id())
                .param("most", MOST)
                .query((row, _) -> new Suggestion(
                        row.getObject("id", UUID.class),
                        shown(row.getString("subject"), row.getString("reporter_name"), viewer),
                        shown(row.getString("resolution"), row.getString("reporter_name"), viewer),
                        row.getDouble("rank")))
                .list();
    }

    private static String shown(String text, @Nullable String reporterName, Viewer viewer) {
        return viewer == Viewer.CONTRACTOR ? Mask.text(text, reporterName) : text;
    }
}
