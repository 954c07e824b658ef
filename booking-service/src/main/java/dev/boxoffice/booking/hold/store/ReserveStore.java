package dev.boxoffice.booking.hold.store;

import dev.boxoffice.booking.commit.GroupCommit;
import dev.boxoffice.booking.commit.GroupCommitProperties;
import dev.boxoffice.booking.hold.idempotency.IdempotencyKeyStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Takes holds in Redis: one call for those of an event that come at once. Empty answers mean that Redis is out.
@Component
public class ReserveStore {

    /// So few that the script does no more than one for a large group of friends.
    private static final int MOST_TOGETHER = 16;

    private static final int MOST_SEATS_TOGETHER = 50;

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
                _ -> List.of(), // the script answers in order, so any may go with any
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
        return command.seats().ordinals().size() <= MOST_SEATS_TOGETHER
                ? groups.call(event, request)
                : runAlone(request);
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
