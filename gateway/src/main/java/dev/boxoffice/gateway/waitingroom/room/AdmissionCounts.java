package dev.boxoffice.gateway.waitingroom.room;

/// Who has been let in.
///
/// @param active how many are inside now
/// @param reserved how many have been called and may still come
/// @param admitted how many have been let in so far
/// @param lapsed how many of them let their time run out
public record AdmissionCounts(long active, long reserved, long admitted, long lapsed) {

    /// The share of admissions that ran out unused.
    public double lapseRate() {
        return admitted == 0 ? 0 : (double) lapsed / admitted;
    }
}
