package dev.boxoffice.support.triage.proposal;

import java.util.List;

/// What past cases say the rules should be.
///
/// @param labelledCases how many past cases were looked at
public record CategoryRuleProposals(int rulesVersion, int labelledCases, List<CategoryRuleProposal> proposals) {}
