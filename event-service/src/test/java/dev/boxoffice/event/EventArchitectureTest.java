package dev.boxoffice.event;

import dev.boxoffice.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class EventArchitectureTest {

    /// SeatStreamSubscriber takes a connection over from Tomcat (decision 0011), so it speaks the servlet API.
    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("dev.boxoffice.event", "SeatStreamSubscriber");
    }
}
