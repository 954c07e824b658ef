package dev.boxoffice.support.report;

import dev.boxoffice.platform.input.Rfc3339;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Reports on the cases of a span of time, a year at most.
@Service
class DeskReportService {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int DAYS_WITHOUT_FROM = 7;

    private final DeskReportRepository reports;
    private final SupportProperties properties;
    private final Clock clock;

    DeskReportService(DeskReportRepository reports, SupportProperties properties, Clock clock) {
        this.reports = reports;
        this.properties = properties;
        this.clock = clock;
    }

    /// @param from a day or an instant; a week before the end where it is missing
    /// @param to a day, which is included, or an instant, which is not; now where it is missing
    DeskReport report(@Nullable String by, @Nullable String from, @Nullable String to) {
        var now = UtcTime.now(clock);
        var grouping = DeskReportGrouping.named(by);
        var end = to == null ? now : instant(to, "to", 1);
        var start = from == null ? end.minus(Duration.ofDays(DAYS_WITHOUT_FROM)) : instant(from, "from", 0);
        FieldErrors.collect()
                .rejectIf(!start.isBefore(end), "from", "must lie before `to`")
                .rejectIf(start.plus(LONGEST).isBefore(end), "from", "may lie at most a year before `to`")
                .throwIfAny();
        var lines = reports.lines(grouping, start, end, now.minus(properties.closeAfter()));
        // Without a case there is no line but the sum.
        return new DeskReport(grouping.word(), start, end, lines.subList(0, lines.size() - 1), lines.getLast());
    }

    private static Instant instant(String text, String field, int daysLater) {
        try {
            return text.contains("T")
                    ? Rfc3339.inRange(Instant.parse(text))
                    : Rfc3339.inRange(LocalDate.parse(text))
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeException unreadable) {
            throw FieldErrors.single(field, "must be a day such as 2027-05-01, or an instant");
        }
    }
}
