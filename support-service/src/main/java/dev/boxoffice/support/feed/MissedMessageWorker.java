package dev.boxoffice.support.feed;

import dev.boxoffice.platform.worker.Worker;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/// Looks for itself at what a lost message would have told: the streams tell early, the tables are the truth.
@Component
class MissedMessageWorker extends Worker {

    private static final Duration POLL = Duration.ofSeconds(15);
    private static final Duration LOOK_BACK = Duration.ofHours(6);

    private final MissedMessageRepository missed;
    private final MoneyMessageService money;
    private final EventChangeService events;
    private final Clock clock;
    private final Duration captureWithoutTicket;

    MissedMessageWorker(
            MissedMessageRepository missed,
            MoneyMessageService money,
            EventChangeService events,
            Clock clock,
            SupportProperties properties) {
        super("missed-messages", POLL);
        this.missed = missed;
        this.money = money;
        this.events = events;
        this.clock = clock;
        this.captureWithoutTicket = properties.captureWithoutTicket();
    }

    @Override
    protected boolean runOnce() {
        handleMissed();
        return false;
    }

    void handleMissed() {
        var now = UtcTime.now(clock);
        var from = now.minus(LOOK_BACK);
        missed.findPaidWithoutTicket(from, now.minus(captureWithoutTicket)).forEach(money::openMissed);
        missed.findFailedRefunds(from, now.minus(captureWithoutTicket))
                .forEach(trouble -> money.openMissed(trouble, now));
        missed.findSettled(from).forEach(money::settle);
        missed.findCancelledEvents(from).forEach(event -> events.cancelled(event.eventId(), event.name(), now));
    }
}
