package dev.boxoffice.bench.report;

/// One measured target: what was seen, what it is compared with, and whether that is enough.
///
/// @param row the target's number, such as `P1`
/// @param seen the figure with its unit
/// @param baseline what the same run gives without the work measured, or `–`
/// @param target what was asked for
public record BenchFigure(String row, String what, String seen, String baseline, String target, boolean met) {}
