package dev.boxoffice.event.organization;

import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.input.PlainText;
import dev.boxoffice.platform.organization.OrganizationRole;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is who in an organization. A member is named by the `sub` of their tokens.
@RestController
@RequestMapping("/organizations/{organizationId}/members")
class OrganizationMemberController {

    /// As long as OpenID Connect lets a `sub` be.
    private static final int MAX_SUBJECT = 255;

    record MemberRequest(@NotNull OrganizationRole role) {}

    private final OrganizationMemberService members;
    private final Clock clock;

    OrganizationMemberController(OrganizationMemberService members, Clock clock) {
        this.members = members;
        this.clock = clock;
    }

    @PutMapping("/{subject}")
    @Idempotent
    ResponseEntity<OrganizationMember> put(
            @PathVariable String organizationId,
            @PathVariable String subject,
            @Valid @RequestBody MemberRequest request,
            Caller caller) {
        requirePlain(subject);
        return answer(
                organizationId,
                id -> members.put(id, subject, request.role(), caller, clock.instant()),
                ResponseEntity::ok);
    }

    @DeleteMapping("/{subject}")
    ResponseEntity<Void> remove(@PathVariable String organizationId, @PathVariable String subject, Caller caller) {
        return answer(
                organizationId,
                id -> members.remove(id, subject, caller),
                _ -> ResponseEntity.noContent().build());
    }

    @GetMapping
    ResponseEntity<OrganizationMemberService.MemberList> list(
            @PathVariable String organizationId, PageQuery page, Caller caller) {
        return answer(
                organizationId,
                id -> members.list(id, page, caller),
                found ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found));
    }

    private static void requirePlain(String subject) {
        FieldErrors.collect()
                .rejectIf(
                        subject.length() > MAX_SUBJECT
                                || subject.isBlank()
                                || !PlainText.of(subject).equals(subject)
                                || PlainText.fault(subject).isPresent(),
                        "subject",
                        "must be the sub of a token, of at most " + MAX_SUBJECT + " characters")
                .throwIfAny();
    }

    private static <T, R> ResponseEntity<R> answer(
            String organization,
            Function<UUID, OrganizationMemberService.Outcome<T>> act,
            Function<T, ResponseEntity<R>> tell) {
        var outcome = TimeOrderedId.parse(organization)
                .map(act)
                .orElseGet(() -> new OrganizationMemberService.Outcome.Refused<>(
                        OrganizationMemberService.Refusal.NO_SUCH_ORGANIZATION));
        return switch (outcome) {
            case OrganizationMemberService.Outcome.Done<T>(var value) -> tell.apply(value);
            case OrganizationMemberService.Outcome.Refused<T>(var why) ->
                refusal(why).toResponse();
        };
    }

    private static Problem refusal(OrganizationMemberService.Refusal why) {
        return switch (why) {
            case NO_SUCH_ORGANIZATION -> OrganizationProblems.noSuchOrganization();
            case NO_SUCH_MEMBER -> Problem.of(ProblemTypes.NOT_FOUND, "They are no member of this organization.");
            case NOT_ALLOWED -> OrganizationProblems.notAMember();
            case LAST_OWNER -> Problem.of(OrganizationProblems.LAST_OWNER, "Make somebody else an owner first.");
            case TOO_MANY ->
                throw FieldErrors.single(
                        "subject", "must leave at most " + OrganizationMemberService.MOST_MEMBERS + " members");
        };
    }
}
