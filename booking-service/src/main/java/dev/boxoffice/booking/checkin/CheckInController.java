package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCodes;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.security.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /check-ins`: a scanner at a door asks whether a ticket lets somebody in.
@RestController
class CheckInController {

    private static final ProblemType ALREADY = new ProblemType("already-checked-in", "Already checked in", 409);
    private static final ProblemType CANCELLED = new ProblemType("ticket-cancelled", "Ticket cancelled", 409);
    private static final ProblemType INVALID = new ProblemType("invalid-code", "Not a ticket of ours", 409);
    private static final int MAX_LENGTH = 100;

    /// @param nonce the scan's own id: the same scan sent again gets the same answer
    record Scan(
            @Nullable String code,
            @Nullable String gate,
            @Nullable String nonce) {

        void validate() {
            FieldErrors.collect()
                    .rejectIf(code == null || code.isBlank(), "code", "must be given")
                    .rejectIf(!fits(gate), "gate", "must have 1 to " + MAX_LENGTH + " characters")
                    .rejectIf(!fits(nonce), "nonce", "must have 1 to " + MAX_LENGTH + " characters")
                    .throwIfAny();
        }

        private static boolean fits(@Nullable String text) {
            return text != null && !text.isBlank() && text.length() <= MAX_LENGTH;
        }
    }

    record Admitted(String result, String ticketId, Instant admittedAt) {}

    private final TicketCodes codes;
    private final CheckIns checkIns;
    private final Clock clock;
    private final MeterRegistry metrics;

    CheckInController(TicketCodes codes, CheckIns checkIns, Clock clock, MeterRegistry metrics) {
        this.codes = codes;
        this.checkIns = checkIns;
        this.clock = clock;
        this.metrics = metrics;
    }

    @PostMapping("/check-ins")
    @Operation(summary = "Admit the bearer of a ticket, once")
    ResponseEntity<Admitted> checkIn(@RequestBody Scan scan, Caller scanner) {
        scan.validate();
        var admission = codes.read(scan.code() == null ? "" : scan.code());
        if (admission.isEmpty()) {
            return Problem.of(INVALID, "This code was not signed here.").toResponse();
        }
        var gate = scan.gate() == null ? "" : scan.gate();
        var nonce = scan.nonce() == null ? "" : scan.nonce();
        var result =
                checkIns.admit(admission.get(), new CheckIns.Door(gate, nonce, scanner.subject()), clock.instant());
        metrics.counter(
                        "boxoffice.booking.checkins",
                        "outcome",
                        result.getClass().getSimpleName())
                .increment();
        return switch (result) {
            case CheckIns.Result.Admitted(var at) ->
                ResponseEntity.ok(
                        new Admitted("ADMITTED", admission.get().ticket().toString(), at));
            case CheckIns.Result.Already(var at, var otherGate) ->
                Problem.of(ALREADY, "This ticket was used at " + at + ", gate " + otherGate + ".")
                        .with("checkedInAt", at)
                        .with("gate", otherGate)
                        .toResponse();
            case CheckIns.Result.NotValid() ->
                Problem.of(CANCELLED, "This ticket was cancelled.").toResponse();
        };
    }
}
