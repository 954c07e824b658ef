package dev.boxoffice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.boxoffice.search.CatalogueTestData.Event;
import dev.boxoffice.testkit.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class BusySaleIndexTest extends SearchServiceTest {

    private static final int SEATS = 600;
    // Available, few left, sold out; and once more where it was forgotten between.
    private static final double MOST_WRITTEN = 6;

    @Autowired
    MeterRegistry meters;

    private double written() {
        return meters.get("boxoffice.search.documents")
                .tag("outcome", "written")
                .counter()
                .count();
    }

    /// One that another test asked for writes everything once more.
    private static void awaitNoRebuild() {
        await().until(
                        () -> JdbcClient.create(TestPostgres.shared().superuser())
                                .sql("select count(*) from search.rebuild where finished_at is null")
                                .query(Integer.class)
                                .single(),
                        open -> open == 0);
    }

    @Test
    void a_sale_seat_by_seat_writes_the_event_only_when_a_search_could_tell() {
        var word = ownWord();
        var event = catalogue.save(Event.named(word, catalogue.london()).with(SEATS));
        eventually(answer -> answer.ids().size() == 1, "term", word);
        awaitNoRebuild();
        var before = written();

        try (var buyers = Executors.newFixedThreadPool(8)) {
            for (int seat = 0; seat < SEATS; seat++) {
                var ordinal = seat;
                buyers.execute(() -> catalogue.book(event, ordinal, 1));
            }
        }

        eventually(
                answer -> answer.body().at("/events/0/availability").asString().equals("SOLD_OUT"), "term", word);
        assertThat(written() - before).isBetween(1.0, MOST_WRITTEN);
    }
}
