package dev.boxoffice.gateway.waitingroom.room;

/// How a waiting room stands at the moment: `OFF` keeps nobody, `PRE_SALE` gathers everybody until the draw, `OPEN`
/// calls one after the other, `SOLD_OUT` has nothing left to call anybody for.
public enum WaitingRoomPhase {
    OFF,
    PRE_SALE,
    OPEN,
    SOLD_OUT
}
