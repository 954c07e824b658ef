package dev.boxoffice.gateway.waitingroom.draw;

import java.util.List;

/// What somebody who took part in a draw needs to verify it.
///
/// @param lot the number they drew from
/// @param entrant the hash that stands for them, in hex
/// @param index how many lots are before theirs
/// @param place where the draw has put them; 1 is first
/// @param path of the Merkle tree from their leaf to its root, in hex
public record DrawReceipt(long lot, String entrant, long index, long place, List<String> path) {}
