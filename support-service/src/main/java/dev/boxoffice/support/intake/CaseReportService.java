package dev.boxoffice.support.intake;

import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.contract.ContractRepository;
import dev.boxoffice.support.intake.fact.CaseFactService;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Opens a case for somebody who asks for help.
@Service
class CaseReportService {

    private final ContractRepository contracts;
    private final CaseFactService facts;
    private final CaseIntakeService intake;

    CaseReportService(ContractRepository contracts, CaseFactService facts, CaseIntakeService intake) {
        this.contracts = contracts;
        this.facts = facts;
        this.intake = intake;
    }

    TakenCase open(
            CaseReportRequest request,
            Caller caller,
            CaseReport.Language language,
            @Nullable String authorization,
            Instant now) {
        var tier = contracts.tierOf(caller.subject(), caller.has(Role.ORGANIZER));
        var reported = facts.gather(request.report(caller, tier, language), authorization, now);
        return intake.take(new IntakeCase(CaseSource.REPORT, null, reported.report(), reported.facts()), now)
                .orElseThrow();
    }
}
