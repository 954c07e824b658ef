package dev.boxoffice.booking.report;

import dev.boxoffice.booking.catalogue.EventSale;
import dev.boxoffice.booking.report.EventReportRepository.BookingFilter;
import dev.boxoffice.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads reports, each from one snapshot: whatever is sold or given back while it is read, it tells of one moment.
@Service
class EventReportService {

    private static final Duration LATER = Duration.ofSeconds(5);

    private final EventReportRepository reports;
    private final TransactionTemplate snapshot;
    private final Semaphore places;
    private final Duration longest;

    EventReportService(
            EventReportRepository reports, PlatformTransactionManager transactions, ReportProperties properties) {
        this.reports = reports;
        this.places = new Semaphore(properties.atOnce());
        this.longest = properties.longest();
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setTimeout(Math.max(1, Math.toIntExact(properties.longest().toSeconds())));
    }

    List<BookingRow> bookings(UUID event, BookingFilter filter, int most) {
        var rows = new ArrayList<BookingRow>();
        read(() -> reports.bookings(event, filter, most, rows::add));
        return rows;
    }

    /// @param rows gets each as it is read
    void everyBooking(UUID event, BookingFilter filter, Consumer<BookingRow> rows) {
        readWhole(() -> reports.bookings(event, filter, Integer.MAX_VALUE, inTime(rows)));
    }

    List<AttendeeRow> attendees(EventSale sale, int after, int most) {
        var rows = new ArrayList<AttendeeRow>();
        read(() -> reports.attendees(sale, after, most, rows::add));
        return rows;
    }

    /// @param rows gets each as it is read
    void everyAttendee(EventSale sale, int after, Consumer<AttendeeRow> rows) {
        readWhole(() -> reports.attendees(sale, after, Integer.MAX_VALUE, inTime(rows)));
    }

    List<SalesRow> sales(EventSale sale, SalesGrouping grouping) {
        var rows = new ArrayList<SalesRow>();
        read(() -> rows.addAll(reports.sales(sale, grouping)));
        return rows;
    }

    private void read(Runnable report) {
        snapshot.executeWithoutResult(_ -> report.run());
    }

    /// Each keeps a connection for as long as its reader takes.
    private void readWhole(Runnable report) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable("Other reports are being read. Ask again in a moment.", LATER)
                    .toException();
        }
        try {
            read(report);
        } finally {
            places.release();
        }
    }

    /// Who reads slowly, or not at all, keeps neither the snapshot nor its connection for ever.
    private <T> Consumer<T> inTime(Consumer<T> rows) {
        var end = System.nanoTime() + longest.toNanos();
        return row -> {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("a report was read for longer than " + longest);
            }
            rows.accept(row);
        };
    }
}
