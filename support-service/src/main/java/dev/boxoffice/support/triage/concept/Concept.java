package dev.boxoffice.support.triage.concept;

import java.util.List;

/// An idea with the words people use for it, in any language.
///
/// @param name in upper case; [#NOT], [#NEVER_ANY], [#BUT], [#AND], [#WHAT_IF] and [#SPEAKER] have a
///     meaning of their own
/// @param words each a word or several: `refund*` with its endings, `*abbuchung*` within compounds, `money back` in
///     this order with at most two others between. Case and accents make no difference.
public record Concept(String name, List<String> words) {
    /// Denies what follows: `not`, `kein`, `senza`.
    public static final String NOT = "NOT";
    /// Denies what stands around it: `nothing`, `nicht`, `pas`.
    public static final String NEVER_ANY = "NEVER_ANY";
    /// Begins another clause: no denial reaches across either.
    public static final String BUT = "BUT";
    /// Joins clauses: no denial reaches across.
    public static final String AND = "AND";
    /// Somebody speaks for themselves, or to somebody: `my`, `ich`, `please`. Where a version has it, a long
    /// clause says something only near one of these; a manual or an article does not complain.
    public static final String SPEAKER = "SPEAKER";
    /// Makes what follows a mere supposition.
    public static final String WHAT_IF = "WHAT_IF";
}
