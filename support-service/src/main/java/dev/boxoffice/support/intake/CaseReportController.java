package dev.boxoffice.support.intake;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.mail.MailLanguageService;
import dev.boxoffice.support.message.CaseMessageRepository;
import dev.boxoffice.support.triage.severity.Severity;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Where reports come in.
@RestController
class CaseReportController {

    private static final int MAX_LANGUAGES = 200;

    record Receipt(
            UUID id,
            CaseStatus status,
            Severity severity,
            String queue,
            String acknowledgement,
            Instant dueAt,
            Instant lastUpdated,
            long refreshAfterSeconds,
            String category,
            @Nullable UUID incidentId,
            @Nullable UUID repeatOf) {}

    private final CaseReportService reports;
    private final CaseMessageRepository messages;
    private final MailLanguageService languages;
    private final SupportProperties properties;
    private final Clock clock;

    CaseReportController(
            CaseReportService reports,
            CaseMessageRepository messages,
            MailLanguageService languages,
            SupportProperties properties,
            Clock clock) {
        this.reports = reports;
        this.messages = messages;
        this.languages = languages;
        this.properties = properties;
        this.clock = clock;
    }

    /// Leased, since booking-service is asked while it runs: no transaction may be open meanwhile.
    @Idempotent(mode = Idempotent.Mode.LEASE)
    @PostMapping("/support/cases")
    public ResponseEntity<Receipt> open(
            Caller caller,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestHeader(value = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String languages,
            @RequestBody CaseReportRequest request) {
        request.validate();
        var taken = reports.open(request, caller, language(languages), authorization, UtcTime.now(clock));
        return ResponseEntity.created(
                        URI.create("/support/cases/" + taken.supportCase().id()))
                .body(receipt(taken));
    }

    /// The first language a reporter's program asks for; one that cannot be read is none.
    private static CaseReport.Language language(@Nullable String accepted) {
        try {
            return accepted == null || accepted.length() > MAX_LANGUAGES
                    ? CaseReport.Language.UNKNOWN
                    : Locale.LanguageRange.parse(accepted).stream()
                            .map(Locale.LanguageRange::getRange)
                            .filter(range -> !range.startsWith("*"))
                            .findFirst()
                            .map(range -> new CaseReport.Language(
                                    Locale.forLanguageTag(range).toLanguageTag(), null))
                            .orElse(CaseReport.Language.UNKNOWN);
        } catch (IllegalArgumentException unreadable) {
            return CaseReport.Language.UNKNOWN;
        }
    }

    private Receipt receipt(TakenCase taken) {
        var shown = taken.supportCase();
        return new Receipt(
                shown.id(),
                shown.status(),
                shown.assessment().severity(),
                shown.placement().queue(),
                asMailed(taken.repeated() ? repeated(shown) : acknowledgementOf(shown), shown.report()),
                shown.progress().dueAt(),
                shown.progress().updatedAt(),
                properties.statusRefresh().toSeconds(),
                shown.assessment().category(),
                shown.placement().incidentId(),
                taken.repeated() ? shown.id() : null);
    }

    private static String repeated(SupportCase first) {
        return "We are already working on this in your case %s. We have added your report and aim to resolve it by %s."
                .formatted(first.number(), first.progress().dueAt());
    }

    private String acknowledgementOf(SupportCase opened) {
        return messages.findByCase(opened.id()).getLast().body();
    }

    private String asMailed(String said, CaseReport report) {
        var language = report.language();
        return languages.asMailed(said, language.locale(), language.zone(), report.eventId());
    }
}
