package dev.boxoffice.standalone.stripe.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund.Status;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import dev.boxoffice.standalone.stripe.request.StripeParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LedgerTableTest {

    private static final int IN_MEMORY = 4;
    private static final int KEPT = 25;
    private static final int MADE = 20;

    private final List<Object> journal = new ArrayList<>();
    private final LedgerTable<SimulatedRefund> table = table(IN_MEMORY, KEPT);
    private int reads;

    @Test
    void an_old_one_is_read_from_the_journal() {
        make(MADE);
        assertThat(table.find("re_0")).isEqualTo(refund(0));
        assertThat(table.named("re_" + (MADE - IN_MEMORY - 1))).isEqualTo(refund(MADE - IN_MEMORY - 1));
        assertThat(reads).isEqualTo(2);
        assertThat(table.find("re_unknown")).isNull();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void a_new_one_is_neither_made_nor_found_nor_changed_by_reading() {
        make(MADE);
        table.get("re_" + (MADE - 1));
        put(refund(MADE - 1).in(Status.FAILED));
        assertThat(table.get("re_" + (MADE - 1)).status()).isEqualTo(Status.FAILED);
        assertThat(reads).isZero();
    }

    @Test
    void beyond_the_limit_the_oldest_are_forgotten() {
        make(KEPT + 3);
        assertThat(table.find("re_2")).isNull();
        assertThat(table.find("re_3")).isNotNull();
        assertThat(table.all()).containsExactlyElementsOf(refunds(3, KEPT + 3));
        assertThatExceptionOfType(StripeRefusalException.class).isThrownBy(() -> table.get("re_2"));
    }

    @Test
    void without_a_journal_all_that_is_kept_is_in_memory() {
        var noJournal = table(IN_MEMORY, IN_MEMORY);
        for (var number = 0; number < MADE; number++) {
            noJournal.put(refund(number), JournalPosition.NOWHERE);
        }
        assertThat(noJournal.all()).containsExactlyElementsOf(refunds(MADE - IN_MEMORY, MADE));
        assertThat(noJournal.find("re_0")).isNull();
    }

    @Test
    void pages_go_back_across_the_end_of_memory_and_have_each_once() {
        make(MADE);
        var listed = new ArrayList<SimulatedRefund>();
        var page = page(Map.of("limit", "3"));
        listed.addAll(page.rows());
        while (page.hasMore()) {
            page = page(Map.of("limit", "3", "starting_after", listed.getLast().id()));
            listed.addAll(page.rows());
        }
        assertThat(listed).containsExactlyElementsOf(refunds(0, MADE).reversed());
    }

    @Test
    void pages_come_forward_across_the_end_of_memory_and_have_each_once() {
        make(MADE);
        var listed = new ArrayList<>(List.of(refund(0)));
        LedgerTable.Page<SimulatedRefund> page;
        do {
            page = page(Map.of("limit", "3", "ending_before", listed.getLast().id()));
            listed.addAll(page.rows().reversed());
        } while (page.hasMore());
        assertThat(listed).containsExactlyElementsOf(refunds(0, MADE));
    }

    @Test
    void a_page_reads_what_it_lists_and_the_one_it_begins_at() {
        make(MADE);
        page(Map.of("limit", "3", "starting_after", "re_10"));
        assertThat(reads).isEqualTo(1 + 3 + 1); // and one more to see whether there is more
    }

    @Test
    void what_belongs_to_another_payment_or_time_is_passed_over_unread() {
        make(MADE);
        var ofPayment = page(Map.of("payment_intent", "pi_5"));
        assertThat(ofPayment.rows()).containsExactly(refund(5));
        var ofTime = page(Map.of("created", Map.of("gte", "6", "lt", "8")));
        assertThat(ofTime.rows()).containsExactly(refund(7), refund(6));
        assertThat(reads).isEqualTo(1 + 2);
    }

    @Test
    void an_old_one_that_changes_keeps_its_place() {
        make(MADE);
        put(refund(5).in(Status.FAILED));
        assertThat(table.get("re_5").status()).isEqualTo(Status.FAILED);
        assertThat(table.all().map(SimulatedRefund::id))
                .containsExactlyElementsOf(
                        refunds(0, MADE).stream().map(SimulatedRefund::id).toList());
    }

    @Test
    void an_old_one_whose_write_failed_is_not_there_and_nothing_else_in_its_place() {
        make(MADE);
        Collections.swap(journal, 3, 4);
        assertThat(table.find("re_3")).isNull();
        assertThat(table.newestFirst()).doesNotContain(refund(3), refund(4)).hasSize(MADE - 2);
    }

    private LedgerTable<SimulatedRefund> table(int inMemory, int kept) {
        return new LedgerTable<>(
                new LedgerTable.Words("refund", "refund"), SimulatedRefund.class, inMemory, kept, position -> {
                    reads++;
                    return journal.get((int) position);
                });
    }

    private LedgerTable.Page<SimulatedRefund> page(Map<String, Object> params) {
        return table.page(new StripeParameters(params), _ -> true);
    }

    private void make(int number) {
        refunds(0, number).forEach(this::put);
    }

    private void put(SimulatedRefund refund) {
        journal.add(refund);
        table.put(refund, journal.size() - 1L);
    }

    private static List<SimulatedRefund> refunds(int from, int to) {
        return IntStream.range(from, to).mapToObj(LedgerTableTest::refund).toList();
    }

    private static SimulatedRefund refund(int number) {
        return new SimulatedRefund(
                "re_" + number,
                Instant.ofEpochSecond(number),
                "ch_" + number,
                "pi_" + number,
                100,
                "eur",
                null,
                Map.of(),
                Status.SUCCEEDED,
                null,
                null);
    }
}
