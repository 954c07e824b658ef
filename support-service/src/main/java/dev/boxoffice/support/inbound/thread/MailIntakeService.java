package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.cases.data.CaseReport;
import dev.boxoffice.support.cases.data.CaseSource;
import dev.boxoffice.support.cases.data.GatheredFacts;
import dev.boxoffice.support.inbound.parse.InboundMail;
import dev.boxoffice.support.intake.CaseIntakeService;
import dev.boxoffice.support.intake.IntakeCase;
import dev.boxoffice.support.intake.TakenCase;
import dev.boxoffice.support.triage.severity.ContractTier;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Opens a case for whoever writes to the desk. A mail proves nothing about who wrote it, so they are a guest,
/// known by the address alone: no account's, whatever address an account may have.
@Service
class MailIntakeService {

    private final CaseIntakeService intake;
    private final MailAttachmentService attachments;

    MailIntakeService(CaseIntakeService intake, MailAttachmentService attachments) {
        this.intake = intake;
        this.attachments = attachments;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<TakenCase> open(InboundMail mail, Instant now) {
        var report = new CaseReport(
                CaseReport.GUEST + mail.sender(),
                mail.sender(),
                mail.senderName(),
                ContractTier.STANDARD,
                "EMAIL",
                MailedText.subject(mail),
                MailedText.whole(mail, mail.filesLeftOut()),
                null,
                null,
                null,
                null,
                new CaseReport.Language(mail.locale(), mail.zone()));
        var opened = intake.accept(new IntakeCase(CaseSource.REPORT, null, report, GatheredFacts.NONE, false), now);
        opened.ifPresent(made -> attachments.keep(made.supportCase().id(), mail, now));
        return opened;
    }
}
