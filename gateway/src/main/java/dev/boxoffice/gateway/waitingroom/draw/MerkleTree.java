package dev.boxoffice.gateway.waitingroom.draw;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/// The Merkle tree of [RFC 9162, 2.1](https://www.rfc-editor.org/rfc/rfc9162#section-2.1): a root that says who is
/// in a list and where, and for each of them a short path that proves it.
final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    static byte[] leaf(byte[] content) {
        MessageDigest sha = sha256();
        sha.update(LEAF);
        return sha.digest(content);
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha = sha256();
        sha.update(NODE);
        sha.update(left);
        return sha.digest(right);
    }

    /// @param hashes of the leaves, or of whole subtrees of one power of two but for the last
    static byte[] root(List<byte[]> hashes) {
        if (hashes.isEmpty()) {
            return sha256().digest();
        }
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int split = split(hashes.size());
        return node(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
    }

    /// The hashes beside the way from `index` to the root, the nearest first.
    static List<byte[]> path(List<byte[]> hashes, int index) {
        if (hashes.size() <= 1) {
            return new ArrayList<>();
        }
        int split = split(hashes.size());
        boolean isLeft = index < split;
        List<byte[]> near = hashes.subList(isLeft ? 0 : split, isLeft ? split : hashes.size());
        List<byte[]> far = hashes.subList(isLeft ? split : 0, isLeft ? hashes.size() : split);
        List<byte[]> path = path(near, isLeft ? index : index - split);
        path.add(root(far));
        return path;
    }

    /// The largest power of two below `size`.
    private static int split(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
