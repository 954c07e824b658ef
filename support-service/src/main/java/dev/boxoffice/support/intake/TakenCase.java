package dev.boxoffice.support.intake;

import dev.boxoffice.support.cases.data.SupportCase;

/// Where a report went.
///
/// @param repeated whether it became a message of a case that was open already
public record TakenCase(SupportCase supportCase, boolean repeated) {}
