package dev.boxoffice.gateway.waitingroom.place;

/// A place that was given to a user in an event's waiting room.
///
/// @param number unique in the event, in the order of joining
/// @param epoch tells apart what was given before and after Redis lost the room
record Place(long number, long epoch) {}
