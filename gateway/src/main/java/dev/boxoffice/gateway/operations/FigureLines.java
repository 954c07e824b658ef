package dev.boxoffice.gateway.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Figures over time.
///
/// @param values one for each time; null where it could not be read
record FigureLines(List<Instant> times, Map<Figure, List<@Nullable Double>> values) {}
