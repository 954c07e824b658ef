package dev.boxoffice.gateway.waitingroom.draw;

import dev.boxoffice.platform.id.UserHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/// Who takes part in a draw, in the order of their lots: one lot each.
record Entrants(List<Entrant> list) {

    /// @param lot the number of their place
    /// @param user their hash's bytes
    record Entrant(long lot, byte[] user) {

        /// What the Merkle tree says of them.
        byte[] leaf() {
            return MerkleTree.leaf(ByteBuffer.allocate(8 + UserHash.BYTES)
                    .putLong(lot)
                    .put(user)
                    .array());
        }
    }

    /// So many make one chunk, a whole subtree: a power of two.
    static final int CHUNK = 1024;

    static Entrants of(List<Entrant> unordered) {
        return new Entrants(unordered.stream()
                .sorted(Comparator.comparingLong(Entrant::lot))
                .toList());
    }

    String root() {
        return HexFormat.of().formatHex(MerkleTree.root(chunkRoots()));
    }

    List<byte[]> chunkRoots() {
        List<byte[]> roots = new ArrayList<>();
        for (List<Entrant> chunk : chunks()) {
            roots.add(MerkleTree.root(chunk.stream().map(Entrant::leaf).toList()));
        }
        return roots;
    }

    List<List<Entrant>> chunks() {
        List<List<Entrant>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += CHUNK) {
            chunks.add(list.subList(from, Math.min(list.size(), from + CHUNK)));
        }
        return chunks;
    }

    /// The numbers from `base` to `boundary` (excluded) that are nobody's lot.
    PlaceGaps absent(long base, long boundary) {
        List<PlaceGaps.Gap> gaps = new ArrayList<>();
        long next = base;
        for (Entrant entrant : list) {
            if (entrant.lot() > next) {
                gaps.add(new PlaceGaps.Gap(next, entrant.lot()));
            }
            next = entrant.lot() + 1;
        }
        if (next < boundary) {
            gaps.add(new PlaceGaps.Gap(next, boundary));
        }
        return new PlaceGaps(List.copyOf(gaps));
    }
}
