package dev.boxoffice.booking;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import dev.boxoffice.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BookingArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("dev.boxoffice.booking");
    }

    @Test
    void payment_knows_booking_and_booking_knows_hold() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("payment")
                .definedBy("dev.boxoffice.booking.payment..")
                .layer("booking")
                .definedBy("dev.boxoffice.booking.booking..")
                .layer("hold")
                .definedBy("dev.boxoffice.booking.hold..")
                .whereLayer("payment")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("booking")
                .mayOnlyBeAccessedByLayers("payment")
                .whereLayer("hold")
                .mayOnlyBeAccessedByLayers("booking", "payment")
                .check(ArchitectureRules.classesOf("dev.boxoffice.booking"));
    }
}
