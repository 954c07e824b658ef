package dev.boxoffice.support.contract;

import dev.boxoffice.platform.problem.FieldErrors;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.triage.severity.ContractTier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The manager says who is a VIP.
@RestController
@RequestMapping("/support/contracts/{subject}")
class ContractController {

    private static final int MAX_SUBJECT = 200;

    record Contract(@NotNull ContractTier tier) {}

    record View(String subject, ContractTier tier) {}

    private final ContractRepository contracts;
    private final Clock clock;

    ContractController(ContractRepository contracts, Clock clock) {
        this.contracts = contracts;
        this.clock = clock;
    }

    @GetMapping
    View read(@PathVariable String subject) {
        requireSubject(subject);
        return new View(subject, contracts.tierOf(subject, false));
    }

    @PutMapping
    View save(@PathVariable String subject, Caller caller, @Valid @RequestBody Contract contract) {
        requireSubject(subject);
        contracts.save(subject, contract.tier(), caller.subject(), UtcTime.now(clock));
        return new View(subject, contract.tier());
    }

    private static void requireSubject(String subject) {
        if (subject.length() > MAX_SUBJECT) {
            throw FieldErrors.single("subject", "must have at most " + MAX_SUBJECT + " characters");
        }
    }
}
