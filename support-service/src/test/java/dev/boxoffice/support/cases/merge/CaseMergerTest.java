package dev.boxoffice.support.cases.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import org.junit.jupiter.api.Test;

class CaseMergerTest extends SupportServiceTest {

    private static final String ERIN = SupportDeskClient.agent("erin");

    /// S5: a note is the desk's; the reporter neither reads nor is mailed it.
    @Test
    void a_note_is_for_the_desk_alone() {
        var id = desk.open("alice").id();
        var mails =
                jdbc.sql("select count(*) from support.mail").query(Long.class).single();
        assertThat(desk.act(id, "notes", ERIN, "body", "Looks like fraud.")
                        .body()
                        .toString())
                .contains("Looks like fraud.");
        assertThat(desk.get("/support/cases/" + id, SupportDeskClient.buyer("alice"))
                        .body()
                        .toString())
                .doesNotContain("fraud");
        assertThat(jdbc.sql("select count(*) from support.mail")
                        .query(Long.class)
                        .single())
                .isEqualTo(mails);
        assertThat(desk.act(id, "notes", SupportDeskClient.buyer("alice"), "body", "Hi")
                        .status())
                .isEqualTo(403);
        assertThat(eventsOf(id)).contains("NOTED");
    }

    /// S5: two cases of one reporter become one, with what was said.
    @Test
    void a_merged_case_ends_and_its_words_go_on_in_the_other() {
        var first = desk.open("alice", "subject", "No ticket").id();
        var second = desk.open("alice", "subject", "The invoice is wrong").id();
        desk.act(second, "replies", SupportDeskClient.buyer("alice"), "body", "Here is more.");

        var merged = desk.act(second, "merger", ERIN, "into", first.toString());
        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.text("mergedInto")).isEqualTo(first.toString());
        assertThat(merged.text("status")).isEqualTo("RESOLVED");
        var target = desk.get("/support/cases/" + first, ERIN)
                .body()
                .path("messages")
                .toString();
        assertThat(target).contains("Here is more.", "The invoice is wrong");
        assertThat(eventsOf(first)).contains("MERGED");
        assertThat(eventsOf(second)).contains("MERGED", "RESOLVED");
    }

    /// S5: nobody reads another's case by a merger.
    @Test
    void cases_of_two_reporters_are_never_merged() {
        var hers = desk.open("alice").id();
        var his = desk.open("bob").id();
        assertThat(desk.act(his, "merger", ERIN, "into", hers.toString()).status())
                .isEqualTo(422);
        assertThat(desk.act(his, "merger", ERIN, "into", his.toString()).status())
                .isEqualTo(422);
        desk.act(hers, "resolution", ERIN);
        var again = desk.open("alice", "subject", "Another matter").id();
        assertThat(desk.act(again, "merger", ERIN, "into", hers.toString()).status())
                .isEqualTo(422);
        assertThat(column(again, "status", String.class)).isEqualTo("ROUTED");
    }
}
