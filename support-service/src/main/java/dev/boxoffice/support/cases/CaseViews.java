package dev.boxoffice.support.cases;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.audit.AuditTrail;
import dev.boxoffice.support.cases.CaseView.ClockView;
import dev.boxoffice.support.cases.CaseView.Desk;
import dev.boxoffice.support.cases.CaseView.Line;
import dev.boxoffice.support.notice.Message;
import dev.boxoffice.support.notice.MessageKind;
import dev.boxoffice.support.notice.Notices;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Shows a case to its reporter or to the desk, and hides from each what is not theirs to see.
@Component
class CaseViews {

    private static final String SOMEBODY_AT_THE_DESK = "agent";

    private final Notices notices;
    private final JdbcClient jdbc;
    private final long refreshAfterSeconds;

    CaseViews(Notices notices, JdbcClient jdbc, SupportProperties properties) {
        this.notices = notices;
        this.jdbc = jdbc;
        this.refreshAfterSeconds = properties.statusRefresh().toSeconds();
    }

    CaseView of(SupportCase shown, Viewer viewer) {
        var messages = notices.of(shown.id());
        var clocks = clocksOf(shown.id());
        var report = shown.report();
        var progress = shown.progress();
        var masked = viewer == Viewer.CONTRACTOR;
        return new CaseView(
                shown.id(),
                shown.status(),
                shown.judgement().severity(),
                shown.placement().queue(),
                acknowledgement(messages),
                progress.dueAt(),
                clocks.stream().anyMatch(ClockView::breached),
                clocks.stream().anyMatch(ClockView::frozen),
                shown.judgement().category(),
                report.channel(),
                masked ? Mask.text(report.subject(), report.name()) : report.subject(),
                masked ? Mask.text(report.body(), report.name()) : report.body(),
                report.bookingId(),
                report.eventId(),
                report.errorCode(),
                shown.placement().incidentId(),
                shown.repeatOf(),
                progress.resolution(),
                progress.createdAt(),
                progress.resolvedAt(),
                progress.closedAt(),
                viewer == Viewer.REPORTER ? null : desk(shown, masked),
                viewer == Viewer.REPORTER ? null : shown.placement().owner(),
                messages.stream().map(message -> line(message, shown, viewer)).toList(),
                clocks,
                progress.updatedAt(),
                refreshAfterSeconds);
    }

    private static @Nullable String acknowledgement(List<Message> messages) {
        return messages.stream()
                .filter(message -> message.kind() == MessageKind.ACKNOWLEDGEMENT
                        || message.kind() == MessageKind.INCIDENT_ACKNOWLEDGEMENT)
                .map(Message::body)
                .reduce((_, later) -> later)
                .orElse(null);
    }

    private static Desk desk(SupportCase shown, boolean masked) {
        var report = shown.report();
        var judged = shown.judgement();
        return new Desk(
                shown.source(),
                masked ? Mask.name(report.reporter()) : report.reporter(),
                masked ? Mask.name(report.name()) : report.name(),
                masked ? Mask.mail(report.email()) : report.email(),
                report.tier(),
                judged.module(),
                judged.reason(),
                report.reportedSeverity(),
                judged.rulesVersion(),
                shown.placement().routingVersion(),
                judged.facts(),
                judged.factsComplete(),
                shown.placement().overflowAt(),
                shown.progress().escalatedAt(),
                shown.progress().misroutes(),
                shown.progress().reopenings());
    }

    private static Line line(Message message, SupportCase shown, Viewer viewer) {
        return switch (viewer) {
            case AGENT -> new Line(message.kind(), message.author(), message.body(), message.at());
            case REPORTER ->
                new Line(message.kind(), publicName(message.author(), shown), message.body(), message.at());
            case CONTRACTOR ->
                new Line(
                        message.kind(),
                        maskedName(message.author(), shown),
                        Mask.text(message.body(), shown.report().name()),
                        message.at());
        };
    }

    /// Reporters speak with the desk, not with agents by their user names.
    static String publicName(String author, SupportCase shown) {
        return shown.isReportedBy(author) || author.equals(AuditTrail.DESK) ? author : SOMEBODY_AT_THE_DESK;
    }

    static String maskedName(String author, SupportCase shown) {
        return shown.isReportedBy(author) ? String.valueOf(Mask.name(author)) : author;
    }

    private List<ClockView> clocksOf(UUID caseId) {
        return jdbc.sql("""
                        select kind, due_at, freeze_depth > 0 as frozen, breached_at is not null as breached, outcome
                          from support.sla_clock where case_id = ? order by started_at, kind
                        """)
                .param(caseId)
                .query((row, _) -> new ClockView(
                        row.getString("kind"),
                        UtcTime.read(row, "due_at"),
                        row.getBoolean("frozen"),
                        row.getBoolean("breached"),
                        row.getString("outcome")))
                .list();
    }
}
