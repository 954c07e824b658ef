package dev.boxoffice.support.triage.proposal;

/// A keyword that a category should have.
///
/// @param corrections cases corrected to the category that speak of it
/// @param improved past cases the rules would now get right and did not before
/// @param worsened past cases they got right and would now get wrong
record CategoryRuleProposal(String category, String keyword, int corrections, int improved, int worsened) {}
