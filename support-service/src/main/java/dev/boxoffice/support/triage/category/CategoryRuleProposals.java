package dev.boxoffice.support.triage.category;

import java.util.List;

/// What past cases say the rules should be.
///
/// @param labelledCases how many past cases were looked at
record CategoryRuleProposals(int rulesVersion, int labelledCases, List<CategoryRuleProposal> proposals) {}
