package dev.boxoffice.gateway.waitingroom.draw;

/// Who would be drawn if sales began now.
///
/// @param entrants how many
/// @param root of the Merkle tree of who they are, in hex
public record EntrantSummary(long entrants, String root) {

    static EntrantSummary of(Entrants all) {
        return new EntrantSummary(all.list().size(), all.root());
    }
}
