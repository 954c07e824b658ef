package dev.boxoffice.support.inbound.receive;

import dev.boxoffice.support.inbound.parse.DropReason;
import dev.boxoffice.support.inbound.parse.InboundMail;
import dev.boxoffice.support.inbound.parse.InboundMailReader;
import dev.boxoffice.support.inbound.thread.InboundMailOutcome;
import dev.boxoffice.support.inbound.thread.MailDeliveryService;
import dev.boxoffice.support.inbound.thread.MailDeliveryService.Delivery;
import dev.boxoffice.support.intake.CaseIntakeService;
import dev.boxoffice.support.mail.ReplyAddressCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.springframework.stereotype.Service;

/// Takes a mail in, from its bytes to what became of it.
@Service
public class InboundMailService {

    private final InboundMailReader reader;
    private final MailDeliveryService deliveries;
    private final CaseIntakeService intake;
    private final ReplyAddressCodec addresses;
    private final MeterRegistry meters;

    InboundMailService(
            InboundMailReader reader,
            MailDeliveryService deliveries,
            CaseIntakeService intake,
            ReplyAddressCodec addresses,
            MeterRegistry meters) {
        this.reader = reader;
        this.deliveries = deliveries;
        this.intake = intake;
        this.addresses = addresses;
        this.meters = meters;
    }

    public Delivery receive(byte[] bytes, Instant now) {
        var mail = reader.read(bytes);
        var delivery = deliveries.deliver(isOwn(mail) ? mail.withoutEffect(DropReason.OWN_MAIL) : mail, now);
        count(delivery);
        // As after every intake: only what is committed can be one of many.
        if (delivery.opened() != null) {
            intake.complete(delivery.opened(), now);
        }
        return delivery;
    }

    private boolean isOwn(InboundMail mail) {
        return mail.dropped() == null && mail.sender() != null && addresses.isOurs(mail.sender());
    }

    private void count(Delivery delivery) {
        var outcome = switch (delivery.outcome()) {
            case InboundMailOutcome.NewCase _ -> "NEW_CASE";
            case InboundMailOutcome.Message _ -> "MESSAGE";
            case InboundMailOutcome.Dropped(var reason) -> reason.name();
        };
        meters.counter("boxoffice.support.mail.received", "outcome", delivery.duplicate() ? "DUPLICATE" : outcome)
                .increment();
    }
}
