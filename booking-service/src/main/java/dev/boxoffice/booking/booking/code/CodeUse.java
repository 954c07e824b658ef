package dev.boxoffice.booking.booking.code;

/// How often a code has been used.
///
/// @param scope empty: by all; else the hash of the buyer who used it
/// @param version grows with each change
record CodeUse(int number, String scope, int uses, long version) {

    /// Names it within its event.
    String field() {
        return scope.isEmpty() ? Integer.toString(number) : number + ":" + scope;
    }
}
