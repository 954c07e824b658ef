package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.commit.GroupCommit;
import dev.boxoffice.booking.commit.GroupCommitProperties;
import dev.boxoffice.booking.hold.idempotency.IdempotencyKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Takes holds in Redis: one call for those of an event that come at once. Empty answers mean that Redis is out.
@Component
public class ReserveStore {

    private static final int MOST_TOGETHER = 16;
    /// Whoever wants more seats, or says more that would do, goes alone.
    private static final int MOST_SEATS = 50;

    private final IdempotencyKeyStore idempotencyKeys;
    private final ReserveScript script;
    private final GroupCommit<UUID, ReserveScript.Request, Optional<ReserveReply>> groups;

    ReserveStore(
            IdempotencyKeyStore idempotencyKeys,
            ReserveScript script,
            GroupCommitProperties limits,
            MeterRegistry metrics) {
        this.idempotencyKeys = idempotencyKeys;
        this.script = script;
        this.groups = new GroupCommit<>(
                limits.atMost(MOST_TOGETHER),
                ReserveStore::weight,
                this::runAlone,
                this::runTogether,
                metrics,
                "reserve");
    }

    public Optional<ReserveReply> reserve(ReserveCommand command) {
        var event = command.sale().id();
        var claim = command.idempotency();
        var mayBeUsed = idempotencyKeys.mayBeUsedFor(event, claim);
        if (!mayBeUsed.orElse(false)) {
            return mayBeUsed.map(_ -> new ReserveReply.KeyReused());
        }
        var request = new ReserveScript.Request(command, idempotencyKeys.ownerKey(claim));
        return command.seats().ordinals().size() <= MOST_SEATS ? groups.call(event, request) : runAlone(request);
    }

    /// As many as its seats, and nobody else's: the script answers in order, so any may go with any, but not with too
    /// many.
    private static Collection<Object> weight(ReserveScript.Request request) {
        return Collections.nCopies(request.command().seats().ordinals().size(), new Object());
    }

    private Optional<ReserveReply> runAlone(ReserveScript.Request request) {
        return script.run(request.command().sale().id(), List.of(request)).map(List::getFirst);
    }

    private Map<ReserveScript.Request, Optional<ReserveReply>> runTogether(
            UUID event, List<ReserveScript.Request> requests) {
        var replies = script.run(event, requests);
        var made = new IdentityHashMap<ReserveScript.Request, Optional<ReserveReply>>();
        for (var i = 0; i < requests.size(); i++) {
            var at = i;
            made.put(requests.get(i), replies.map(all -> all.get(at)));
        }
        return made;
    }
}
