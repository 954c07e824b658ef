package dev.boxoffice.support.inbound.receive;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.inbound.InboundMailProperties;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.inbound.thread.MailDeliveryService.Delivery;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Mail, posted by the mail server that received it. The server proves itself by its signature; nobody signs in here.
@RestController
class InboundMailController {

    /// What became of the mail.
    ///
    /// @param duplicate whether it was accepted before; nothing has happened this time
    record Receipt(
            String outcome, @Nullable UUID caseId, @Nullable String reason, boolean duplicate) {}

    private final InboundMailService mails;
    private final InboundMailProperties settings;
    private final Clock clock;

    InboundMailController(InboundMailService mails, InboundMailProperties settings, Clock clock) {
        this.mails = mails;
        this.settings = settings;
        this.clock = clock;
    }

    @PostMapping(path = "/support/inbound-mail", consumes = "message/rfc822")
    ResponseEntity<Receipt> receive(
            @RequestHeader(value = "X-Boxoffice-Signature", required = false) @Nullable String signature,
            @RequestBody byte[] mail) {
        var now = UtcTime.now(clock);
        if (!InboundMailSignature.isGenuine(mail, signature, settings.secret(), settings.tolerance(), now)) {
            return Problem.of(ProblemTypes.UNAUTHENTICATED, "The signature does not fit the mail, or is too old.")
                    .toResponse();
        }
        return ResponseEntity.ok(receipt(mails.receive(mail, now)));
    }

    private static Receipt receipt(Delivery delivery) {
        return switch (delivery.outcome()) {
            case InboundMailOutcome.NewCase(var id) -> new Receipt("NEW_CASE", id, null, delivery.duplicate());
            case InboundMailOutcome.Message(var id) -> new Receipt("MESSAGE", id, null, delivery.duplicate());
            case InboundMailOutcome.Dropped(var reason) ->
                new Receipt("DROPPED", null, reason.name(), delivery.duplicate());
        };
    }
}
