package dev.boxoffice.gateway.waitingroom.draw;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A permutation of 0…size-1 that follows from a key: the draw of the pre-queue.
///
/// A balanced Feistel network over the smallest even number of bits that holds `size`, its rounds keyed by
/// SHA-256(key, round, half); a result beyond `size` goes through it again until it is within (cycle walking,
/// [Black and Rogaway 2002](https://web.cs.ucdavis.edu/~rogaway/papers/subset.pdf)). Nothing is sorted or stored, and
/// whoever knows the key can check every place.
public final class Draw {

    /// What a verifier has to implement.
    public static final String ALGORITHM = "feistel-sha256-8-rounds-cycle-walking";

    private static final int ROUNDS = 8;

    private final byte[] key;
    private final long size;
    private final int halfBits;
    private final long halfMask;

    public Draw(byte[] key, long size) {
        this.key = key.clone();
        this.size = size;
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, size - 1));
        this.halfBits = Math.max(1, (bits + 1) / 2);
        this.halfMask = (1L << halfBits) - 1;
    }

    /// How many took part.
    public long size() {
        return size;
    }

    public long of(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(index + " is not among the " + size + " drawn");
        }
        MessageDigest sha = sha256();
        long value = index;
        do {
            value = feistel(sha, value);
        } while (value >= size);
        return value;
    }

    private long feistel(MessageDigest sha, long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = left ^ (mix(sha, round, right) & halfMask);
            left = right;
            right = mixed;
        }
        return left << halfBits | right;
    }

    private long mix(MessageDigest sha, int round, long half) {
        sha.update(key);
        sha.update(ByteBuffer.allocate(9).put((byte) round).putLong(half).flip());
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
