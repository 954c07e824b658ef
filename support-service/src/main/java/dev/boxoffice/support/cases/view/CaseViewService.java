package dev.boxoffice.support.cases.view;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.clock.SlaClockRepository;
import dev.boxoffice.support.clock.SlaClockView;
import dev.boxoffice.support.mail.MailLanguageService;
import dev.boxoffice.support.message.CaseMessage;
import dev.boxoffice.support.message.CaseMessageKind;
import dev.boxoffice.support.message.CaseMessageRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Shows a case to its reporter or to the desk, and hides from each what is not theirs to see.
@Service
class CaseViewService {

    private final CaseMessageRepository messages;
    private final SlaClockRepository clocks;
    private final MailLanguageService languages;
    private final long refreshAfterSeconds;

    CaseViewService(
            CaseMessageRepository messages,
            SlaClockRepository clocks,
            MailLanguageService languages,
            SupportProperties properties) {
        this.messages = messages;
        this.clocks = clocks;
        this.languages = languages;
        this.refreshAfterSeconds = properties.statusRefresh().toSeconds();
    }

    CaseView view(SupportCase shown, CaseViewer viewer) {
        var said = messages.findByCase(shown.id());
        var running = clocks.findByCase(shown.id());
        var report = shown.report();
        var progress = shown.progress();
        return new CaseView(
                shown.id(),
                shown.number(),
                shown.status(),
                shown.assessment().severity(),
                shown.placement().queue(),
                acknowledgement(said, report),
                progress.dueAt(),
                running.stream().anyMatch(SlaClockView::breached),
                running.stream().anyMatch(SlaClockView::frozen),
                shown.assessment().category(),
                report.channel(),
                viewer.text(report.subject(), report.name()),
                viewer.text(report.body(), report.name()),
                report.bookingId(),
                report.eventId(),
                report.errorCode(),
                shown.placement().incidentId(),
                shown.repeatOf(),
                shown.mergedInto(),
                shownText(progress.resolution(), viewer, report.name()),
                progress.createdAt(),
                progress.resolvedAt(),
                progress.closedAt(),
                viewer == CaseViewer.REPORTER ? null : desk(shown, viewer),
                viewer == CaseViewer.REPORTER ? null : shown.placement().owner(),
                said.stream()
                        .filter(message -> viewer != CaseViewer.REPORTER || message.kind() != CaseMessageKind.NOTE)
                        .map(message -> message(message, shown, viewer))
                        .toList(),
                running,
                progress.updatedAt(),
                refreshAfterSeconds);
    }

    private static @Nullable String shownText(@Nullable String text, CaseViewer viewer, @Nullable String reporterName) {
        return text == null ? null : viewer.text(text, reporterName);
    }

    private @Nullable String acknowledgement(List<CaseMessage> messages, CaseReport report) {
        var language = report.language();
        return messages.stream()
                .filter(message -> message.kind() == CaseMessageKind.ACKNOWLEDGEMENT
                        || message.kind() == CaseMessageKind.INCIDENT_ACKNOWLEDGEMENT)
                .map(CaseMessage::body)
                .reduce((_, later) -> later)
                .map(said -> languages.asMailed(said, language.locale(), language.zone(), report.eventId()))
                .orElse(null);
    }

    private static CaseView.DeskView desk(SupportCase shown, CaseViewer viewer) {
        var report = shown.report();
        var assessment = shown.assessment();
        return new CaseView.DeskView(
                shown.source(),
                viewer.name(report.reporter()),
                viewer.name(report.name()),
                viewer.mail(report.email()),
                report.tier(),
                assessment.module(),
                assessment.reason(),
                assessment.unverified(),
                report.reportedSeverity(),
                assessment.rulesVersion(),
                shown.placement().routingVersion(),
                assessment.facts(),
                assessment.factsComplete(),
                shown.placement().overflowAt(),
                shown.progress().escalatedAt(),
                shown.progress().misroutes(),
                shown.progress().reopenings());
    }

    private static CaseView.MessageView message(CaseMessage message, SupportCase shown, CaseViewer viewer) {
        return new CaseView.MessageView(
                message.kind(),
                viewer.nameOf(message.author(), shown),
                viewer.text(message.body(), shown.report().name()),
                message.at());
    }
}
