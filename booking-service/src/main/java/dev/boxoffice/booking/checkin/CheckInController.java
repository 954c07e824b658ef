package dev.boxoffice.booking.checkin;

import dev.boxoffice.booking.ticket.TicketCodeCodec;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// `POST /check-ins`: a scanner at a gate asks whether a ticket lets somebody in.
@RestController
class CheckInController {

    private static final ProblemType ALREADY = new ProblemType("already-checked-in", "Already checked in", 409);
    private static final ProblemType CANCELLED = new ProblemType("ticket-cancelled", "Ticket cancelled", 409);
    private static final ProblemType INVALID = new ProblemType("invalid-code", "Not a ticket of ours", 409);

    record Admitted(String result, String ticketId, Instant admittedAt) {}

    private final TicketCodeCodec codes;
    private final CheckInService checkIns;

    CheckInController(TicketCodeCodec codes, CheckInService checkIns) {
        this.codes = codes;
        this.checkIns = checkIns;
    }

    @PostMapping("/check-ins")
    ResponseEntity<Admitted> checkIn(@RequestBody CheckInRequest body, Caller scanner) {
        body.validate();
        var code = codes.decode(body.code() == null ? "" : body.code());
        if (code.isEmpty()) {
            return Problem.of(INVALID, "This code was not signed here.").toResponse();
        }
        return switch (checkIns.checkIn(code.get(), body.scanBy(scanner.subject()))) {
            case CheckInResult.Admitted(var at) ->
                ResponseEntity.ok(new Admitted("ADMITTED", code.get().ticket().toString(), at));
            case CheckInResult.Already(var at, var otherGate) ->
                Problem.of(ALREADY, "This ticket was used at " + at + ", gate " + otherGate + ".")
                        .with("checkedInAt", at)
                        .with("gate", otherGate)
                        .toResponse();
            case CheckInResult.NotValid() ->
                Problem.of(CANCELLED, "This ticket was cancelled.").toResponse();
        };
    }
}
