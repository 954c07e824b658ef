package dev.boxoffice.event;

import dev.boxoffice.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EventArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of(
                "dev.boxoffice.event",
                // What JPA stores.
                "Event",
                "EventWaitingRoom",
                "PriceRange",
                "PriceTier",
                "Performer",
                "Venue",
                // Writes to the connection that the servlet container hands over.
                "SeatStreamSubscriber");
    }
}
