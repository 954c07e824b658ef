package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.attachment.AttachmentRepository;
import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.inbound.parse.InboundMail;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Keeps a mail's files with its case, as far as the case may have more.
@Service
class MailAttachmentService {

    private final AttachmentRepository attachments;
    private final InboundMailProperties.Attachments limits;

    MailAttachmentService(AttachmentRepository attachments, InboundMailProperties settings) {
        this.attachments = attachments;
        this.limits = settings.attachments();
    }

    /// @return how many were not kept, with those left out before
    int keep(UUID caseId, InboundMail mail, Instant now) {
        var leftOut = mail.filesLeftOut();
        for (var file : mail.files()) {
            var kept = attachments.insertWithin(
                    caseId,
                    file.name(),
                    file.mediaType(),
                    file.content(),
                    limits.perCase(),
                    limits.sizePerCase().toBytes(),
                    now);
            leftOut += kept ? 0 : 1;
        }
        return leftOut;
    }
}
