package dev.boxoffice.booking.checkin.guestlist;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.ticket.TicketCodeCodec;
import dev.boxoffice.platform.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes guest lists: signed by the keys of the tickets, in parts, of one snapshot.
@Service
class GuestListService {

    /// What was written a moment before its row could be seen is told once more rather than never.
    private static final Duration OVERLAP = Duration.ofMinutes(2);

    private static final int TICKETS_A_PART = 5_000;
    private static final int AT_ONCE = 2;
    private static final int LONGEST_SECONDS = 60;
    private static final Duration LATER = Duration.ofSeconds(5);

    private final GuestListRepository lists;
    private final TicketCodeCodec codes;
    private final Clock clock;
    private final TransactionTemplate snapshot;
    private final Semaphore places = new Semaphore(AT_ONCE);

    GuestListService(
            GuestListRepository lists, TicketCodeCodec codes, PlatformTransactionManager transactions, Clock clock) {
        this.lists = lists;
        this.codes = codes;
        this.clock = clock;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(LONGEST_SECONDS);
    }

    /// Takes a list as it is written.
    interface Reader {

        /// @param parts how many follow
        void begin(Instant issuedAt, int parts);

        /// @param jws the next part, signed
        void part(String jws);
    }

    /// @param since when the list before was issued; null for a whole one
    void write(EventSale sale, @Nullable Instant since, Reader reader) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable("Other guest lists are being written. Ask again in a moment.", LATER)
                    .toException();
        }
        try {
            snapshot.executeWithoutResult(_ -> writeSnapshot(sale, since, reader));
        } finally {
            places.release();
        }
    }

    private void writeSnapshot(EventSale sale, @Nullable Instant since, Reader reader) {
        var issuedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var from = since == null ? null : since.minus(OVERLAP);
        var parts = Math.max(1, Math.ceilDiv(lists.count(sale.id(), from), TICKETS_A_PART));
        reader.begin(issuedAt, parts);
        var writing = new PartWriter(GuestListPart.head(sale.id(), issuedAt, since, parts), reader);
        lists.find(sale, from, writing);
        writing.finish();
    }

    private final class PartWriter implements Consumer<GuestListRow> {

        private final Reader reader;
        private final List<GuestListRow> rows = new ArrayList<>();
        private GuestListPart last;

        PartWriter(GuestListPart head, Reader reader) {
            this.last = head;
            this.reader = reader;
        }

        @Override
        public void accept(GuestListRow row) {
            rows.add(row);
            if (rows.size() == TICKETS_A_PART) {
                send();
            }
        }

        void finish() {
            if (!rows.isEmpty() || last.part() == 0) {
                send();
            }
        }

        private void send() {
            var tickets = new ArrayList<GuestListEntry>();
            var revoked = new ArrayList<String>();
            for (var row : rows) {
                if (row.entry() == null) {
                    revoked.add(row.ticketId());
                } else {
                    tickets.add(row.entry());
                }
            }
            rows.clear();
            last = last.next(tickets, revoked);
            reader.part(codes.sign(last));
        }
    }
}
