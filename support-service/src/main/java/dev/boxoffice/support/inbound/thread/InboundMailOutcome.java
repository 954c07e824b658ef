package dev.boxoffice.support.inbound.thread;

import dev.boxoffice.support.inbound.parse.DropReason;
import java.util.UUID;

/// What became of a mail: exactly one of three.
public sealed interface InboundMailOutcome {

    record NewCase(UUID caseId) implements InboundMailOutcome {}

    /// It was added to the case it belongs to.
    record Message(UUID caseId) implements InboundMailOutcome {}

    record Dropped(DropReason reason) implements InboundMailOutcome {}
}
