package dev.boxoffice.support.triage.proposal;

import java.util.Collections;
import java.util.List;

/// A keyword that a category should have.
///
/// @param corrections cases corrected to the category that speak of it
/// @param improved past cases the rules would now get right and did not before
/// @param worsened past cases they got right and would now get wrong
record CategoryRuleProposal(String category, String keyword, int corrections, int improved, int worsened) {
    /// Whether both say much the same: a word of one is a word of the other.
    boolean overlaps(CategoryRuleProposal other) {
        return category.equals(other.category)
                && !Collections.disjoint(List.of(keyword.split(" ")), List.of(other.keyword.split(" ")));
    }
}
