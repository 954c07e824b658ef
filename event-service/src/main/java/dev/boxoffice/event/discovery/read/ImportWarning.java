package dev.boxoffice.event.discovery.read;

/// What an importer should know of an event that was taken, or of one that could not be touched.
///
/// @param field where in the event, as Discovery names it
public record ImportWarning(String field, String text) {}
