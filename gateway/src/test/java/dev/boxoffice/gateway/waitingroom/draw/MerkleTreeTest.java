package dev.boxoffice.gateway.waitingroom.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static List<byte[]> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leaf(Integer.toString(i).getBytes(StandardCharsets.US_ASCII)))
                .toList();
    }

    /// As Certificate Transparency's test vectors have it: the empty tree, and the leaf of nothing.
    @Test
    void the_hashes_are_those_of_rfc_9162() {
        assertThat(HexFormat.of().formatHex(MerkleTree.root(List.of())))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HexFormat.of().formatHex(MerkleTree.root(List.of(MerkleTree.leaf(new byte[0])))))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    /// The upper tree over the roots of chunks is the tree over all leaves.
    @Property(tries = 60)
    void chunks_of_a_power_of_two_make_the_same_tree(
            @ForAll @IntRange(min = 1, max = 200) int size, @ForAll @IntRange(min = 0, max = 5) int power) {
        int chunk = 1 << power;
        List<byte[]> all = leaves(size);
        List<byte[]> roots = new ArrayList<>();
        for (int from = 0; from < size; from += chunk) {
            roots.add(MerkleTree.root(all.subList(from, Math.min(size, from + chunk))));
        }
        assertThat(MerkleTree.root(roots)).isEqualTo(MerkleTree.root(all));
        for (int index = 0; index < size; index += 7) {
            int first = index - index % chunk;
            List<byte[]> path = MerkleTree.path(all.subList(first, Math.min(size, first + chunk)), index - first);
            path.addAll(MerkleTree.path(roots, first / chunk));
            assertThat(path).usingElementComparator(java.util.Arrays::compare).isEqualTo(MerkleTree.path(all, index));
        }
    }
}
