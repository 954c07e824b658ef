package dev.boxoffice.event.organization;

import dev.boxoffice.event.input.SingleLine;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Clock;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `POST /organizations`, and those somebody works for.
@RestController
@RequestMapping("/organizations")
class OrganizationController {

    record OrganizationRequest(@NotBlank @SingleLine String name) {}

    private final OrganizationService organizations;
    private final Clock clock;

    OrganizationController(OrganizationService organizations, Clock clock) {
        this.organizations = organizations;
        this.clock = clock;
    }

    @PostMapping
    @Idempotent
    ResponseEntity<OrganizationView> open(@Valid @RequestBody OrganizationRequest request, Caller caller) {
        var opened = organizations.open(request.name().strip(), caller.subject(), clock.instant());
        return ResponseEntity.created(URI.create("/organizations/" + opened.id()))
                .body(opened);
    }

    @GetMapping
    ResponseEntity<OrganizationService.OrganizationList> list(PageQuery page, Caller caller) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(organizations.list(caller.subject(), page));
    }

    @GetMapping("/{organizationId}")
    ResponseEntity<OrganizationView> show(@PathVariable String organizationId, Caller caller) {
        var reading = TimeOrderedId.parse(organizationId)
                .map(id -> organizations.read(id, caller))
                .orElseGet(OrganizationService.Reading.NoSuchOrganization::new);
        return switch (reading) {
            case OrganizationService.Reading.Found(var found) ->
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found);
            case OrganizationService.Reading.NotAMember() ->
                OrganizationProblems.notAMember().toResponse();
            case OrganizationService.Reading.NoSuchOrganization() ->
                OrganizationProblems.noSuchOrganization().toResponse();
        };
    }
}
