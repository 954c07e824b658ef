package dev.boxoffice.support.intake;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.CaseSource;
import dev.boxoffice.support.cases.CaseStatus;
import dev.boxoffice.support.cases.Report;
import dev.boxoffice.support.cases.SupportCase;
import dev.boxoffice.support.notice.Notices;
import dev.boxoffice.support.triage.Severity;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
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
class IntakeController {

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

    private final FactFinder facts;
    private final Intake intake;
    private final Contracts contracts;
    private final Answering answering;

    /// What an answer is made of.
    @org.springframework.stereotype.Component
    record Answering(Notices notices, SupportProperties properties, Clock clock) {}

    IntakeController(FactFinder facts, Intake intake, Contracts contracts, Answering answering) {
        this.facts = facts;
        this.intake = intake;
        this.contracts = contracts;
        this.answering = answering;
    }

    /// Leased, since booking-service is asked while it runs: no transaction may be open meanwhile.
    @Idempotent(mode = Idempotent.Mode.LEASE)
    @PostMapping("/support/cases")
    public ResponseEntity<Receipt> open(
            Caller caller,
            @RequestHeader(value = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestBody ReportRequest request) {
        var now = UtcTime.now(answering.clock());
        var found = facts.find(read(request, caller), authorization, now);
        var opened = intake.take(new Intake.Gathered(CaseSource.REPORT, null, found.report(), found.known()), now)
                .orElseThrow();
        return ResponseEntity.created(URI.create("/support/cases/" + opened.id()))
                .body(receipt(opened));
    }

    private Report read(ReportRequest request, Caller caller) {
        request.validate();
        var tier = contracts.tierOf(caller.subject(), caller.has(Role.ORGANIZER));
        return new Report(
                caller.subject(),
                caller.email(),
                caller.name(),
                tier,
                request.channelOrDefault(),
                request.cleanSubject(),
                request.cleanBody(),
                id(request.bookingId(), "bookingId", "is not one of your bookings"),
                id(request.eventId(), "eventId", "is no event we know"),
                request.cleanErrorCode(),
                request.claimedSeverity());
    }

    private static @Nullable UUID id(@Nullable String text, String field, String otherwise) {
        return text == null || text.isBlank()
                ? null
                : TimeOrderedId.parse(text).orElseThrow(() -> FieldErrors.single(field, otherwise));
    }

    private Receipt receipt(SupportCase opened) {
        var acknowledgement = answering.notices().of(opened.id()).getLast().body();
        return new Receipt(
                opened.id(),
                opened.status(),
                opened.judgement().severity(),
                opened.placement().queue(),
                acknowledgement,
                opened.progress().dueAt(),
                opened.progress().updatedAt(),
                answering.properties().statusRefresh().toSeconds(),
                opened.judgement().category(),
                opened.placement().incidentId(),
                opened.repeatOf());
    }
}
