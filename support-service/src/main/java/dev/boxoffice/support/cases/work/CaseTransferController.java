package dev.boxoffice.support.cases.work;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseView;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Cases in the wrong place: transferred to another queue, or given another category.
@RestController
@RequestMapping("/support/cases/{id}")
class CaseTransferController extends CaseActionController {

    record Transfer(
            @NotBlank @Size(max = 60) String queue,
            @Nullable @Size(max = 500) String reason) {}

    record Recategorisation(@NotBlank @Size(max = 60) String category) {}

    private final CaseTransferService transfers;
    private final CaseRecategorisationService recategorisations;

    CaseTransferController(
            CaseTransferService transfers,
            CaseRecategorisationService recategorisations,
            CaseAccessService access,
            Clock clock) {
        super(access, clock);
        this.transfers = transfers;
        this.recategorisations = recategorisations;
    }

    @Idempotent
    @PostMapping("/transfer")
    public ResponseEntity<CaseView> transfer(
            @PathVariable String id, Caller caller, @Valid @RequestBody Transfer transfer) {
        var reason = transfer.reason() == null ? "" : transfer.reason();
        return answer(
                caller,
                id,
                (found, now) -> transfers.transfer(found, CaseActor.of(caller), transfer.queue(), reason, now));
    }

    @Idempotent
    @PostMapping("/recategorisation")
    public ResponseEntity<CaseView> recategorise(
            @PathVariable String id, Caller caller, @Valid @RequestBody Recategorisation wanted) {
        var category = wanted.category().strip().toUpperCase(Locale.ROOT);
        return answer(
                caller, id, (found, now) -> recategorisations.recategorise(found, CaseActor.of(caller), category, now));
    }
}
