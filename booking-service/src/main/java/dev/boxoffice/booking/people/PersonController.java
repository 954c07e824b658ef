package dev.boxoffice.booking.people;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// What is held of a person (GDPR, 15 and 20), and its erasure (17). A person is named by the `sub` of
/// their tokens.
@RestController
@RequestMapping("/people/{subject}")
class PersonController {

    /// @param records the rows that name them, by table
    record PersonExport(String subject, Instant exportedAt, Map<String, JsonNode> records) {}

    /// @param records how many rows named them
    record PersonErasure(Instant erasedAt, long records) {}

    private static final int MAX_SUBJECT = 255;

    private final PersonService people;
    private final Clock clock;

    PersonController(PersonService people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<PersonExport> export(@PathVariable String subject, Caller caller) {
        if (!caller.subject().equals(subject) && !caller.has(Role.OPERATOR)) {
            return Problem.of(ProblemTypes.FORBIDDEN, "Only they themself and operators read what is held of a person.")
                    .toResponse();
        }
        var records = people.find(subject);
        return records.isEmpty()
                ? Problem.of(ProblemTypes.NOT_FOUND, "Nothing is held of such a person.")
                        .toResponse()
                : ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new PersonExport(subject, clock.instant(), records));
    }

    /// Again: nothing is found any more, and nothing done.
    @DeleteMapping
    ResponseEntity<PersonErasure> erase(@PathVariable String subject) {
        if (subject.length() > MAX_SUBJECT) {
            throw FieldErrors.single("subject", "has at most " + MAX_SUBJECT + " characters");
        }
        return switch (people.erase(subject)) {
            case PersonService.Erasure.Erased(var records) ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noStore())
                        .body(new PersonErasure(clock.instant(), records));
            case PersonService.Erasure.PaymentInFlight() ->
                Problem.of(ProblemTypes.CONFLICT, "A payment of theirs is in flight; ask again in some minutes.")
                        .toResponse();
        };
    }
}
