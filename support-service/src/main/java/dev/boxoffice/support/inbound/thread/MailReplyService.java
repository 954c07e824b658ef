package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.cases.data.CaseRepository;
import dev.boxoffice.support.cases.data.CaseStatus;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.merge.CaseNoteService;
import dev.boxoffice.support.cases.resolution.CaseReopeningService;
import dev.boxoffice.support.cases.work.CaseActor;
import dev.boxoffice.support.cases.work.CaseOutcome;
import dev.boxoffice.support.cases.work.ReporterReplyService;
import dev.boxoffice.support.history.HistoryRepository;
import dev.boxoffice.support.inbound.parse.InboundMail;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Adds a mail to the case it belongs to: what its reporter writes is their answer and reopens a case that was
/// resolved; what somebody else writes to the reporter's own answer address is a note, which starts and stops
/// nothing.
@Service
class MailReplyService {

    private final CaseRepository cases;
    private final ReporterReplyService conversation;
    private final CaseReopeningService reopening;
    private final CaseNoteService notes;
    private final MailAttachmentService attachments;

    MailReplyService(
            CaseRepository cases,
            ReporterReplyService conversation,
            CaseReopeningService reopening,
            CaseNoteService notes,
            MailAttachmentService attachments) {
        this.cases = cases;
        this.conversation = conversation;
        this.reopening = reopening;
        this.notes = notes;
        this.attachments = attachments;
    }

    /// @return empty where the case is closed for good: its reporter needs another
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<SupportCase> add(InboundMail mail, MailThreadService.Found thread, Instant now) {
        var locked = cases.lock(thread.supportCase().id()).orElseThrow();
        if (locked.status() == CaseStatus.CLOSED) {
            return Optional.empty();
        }
        if (thread.fromReporter()) {
            var text = MailedText.answer(mail, attachments.keep(locked.id(), mail, now));
            var reporter = String.valueOf(locked.report().reporter());
            if (locked.status() == CaseStatus.RESOLVED) {
                reopening.reopen(locked.id(), reporter, true, "answered by mail", now);
            }
            var outcome = conversation.reply(locked.id(), reporter, text, now);
            if (!(outcome instanceof CaseOutcome.Done)) {
                throw new IllegalStateException("case " + locked.id() + " took no answer: " + outcome);
            }
        } else {
            var text =
                    MailedText.answer(mail, mail.filesLeftOut() + mail.files().size());
            notes.note(
                    locked.id(),
                    new CaseActor(HistoryRepository.DESK, false),
                    "%s, who is not the reporter, wrote to the reporter's own answer address:\n\n%s"
                            .formatted(mail.sender(), text),
                    now);
        }
        return Optional.of(locked);
    }
}
