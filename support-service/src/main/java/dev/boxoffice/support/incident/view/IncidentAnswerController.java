package dev.boxoffice.support.incident.view;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemException;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.SupportProblemTypes;
import dev.boxoffice.support.incident.data.IncidentOutcome;
import java.util.UUID;
import org.springframework.http.ResponseEntity;

/// Every outcome of what is done about an incident is answered alike.
abstract class IncidentAnswerController {

    protected static final int MAX_TEXT = 10_000;

    private final IncidentViewService views;

    protected IncidentAnswerController(IncidentViewService views) {
        this.views = views;
    }

    protected final ResponseEntity<IncidentView> answer(IncidentOutcome outcome, Caller caller) {
        return switch (outcome) {
            case IncidentOutcome.Done(var incident) -> ResponseEntity.ok(views.view(incident, caller));
            case IncidentOutcome.NotFound() -> throw notFound();
            case IncidentOutcome.NotNow(var status, var wanted) ->
                Problem.of(
                                SupportProblemTypes.INCIDENT_STATE,
                                "An incident that is " + status + " cannot be " + wanted + ".")
                        .with("incidentStatus", status)
                        .toResponse();
            case IncidentOutcome.AlreadyOpen(var open) ->
                Problem.of(
                                SupportProblemTypes.INCIDENT_ALREADY_OPEN,
                                "Incident " + open + " is open about the same thing.")
                        .with("incidentId", open)
                        .toResponse();
            case IncidentOutcome.RefundsOutstanding(var bookings) ->
                Problem.of(
                                SupportProblemTypes.REFUNDS_OUTSTANDING,
                                bookings + " bookings of the cancelled event are not refunded yet.")
                        .with("outstanding", bookings)
                        .toResponse();
        };
    }

    protected static UUID known(String id) {
        return TimeOrderedId.parse(id).orElseThrow(IncidentAnswerController::notFound);
    }

    protected static ProblemException notFound() {
        return Problem.of(ProblemTypes.NOT_FOUND, "There is no such incident.").toException();
    }
}
