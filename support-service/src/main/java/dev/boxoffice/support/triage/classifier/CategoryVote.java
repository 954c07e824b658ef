package dev.boxoffice.support.triage.classifier;

/// The likeliest category of a text.
///
/// @param confidence 0 to 1
public record CategoryVote(String category, double confidence) {}
