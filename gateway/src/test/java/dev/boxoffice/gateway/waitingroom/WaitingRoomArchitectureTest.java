package dev.boxoffice.gateway.waitingroom;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.boxoffice.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class WaitingRoomArchitectureTest {

    private static final String ROOT = "dev.boxoffice.gateway.waitingroom";
    private static final JavaClasses WAITING_ROOM = ArchitectureRules.classesOf("dev.boxoffice.gateway");

    @Test
    void its_packages_depend_on_each_other_one_way() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(WAITING_ROOM);
    }

    @Test
    void what_all_of_them_share_depends_on_none() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".*..")
                .check(WAITING_ROOM);
    }
}
