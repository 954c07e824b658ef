package dev.boxoffice.booking.catalogue;

/// Where an event is, and whose time its dates are told in: of a venue what readers of a ticket need, under the names
/// that an event's answer has for it.
///
/// @param timezone of the IANA database
public record EventVenueView(String name, Address address, String timezone) {

    public record Address(String city) {}

    public static EventVenueView of(EventSale.Programme programme) {
        return new EventVenueView(programme.venue(), new Address(programme.city()), programme.timezone());
    }
}
