package dev.boxoffice.booking.journey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "dev.boxoffice.booking";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void features_depend_on_each_other_one_way() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("payment")
                .definedBy(ROOT + ".payment..")
                .layer("booking")
                .definedBy(ROOT + ".booking..")
                .layer("hold")
                .definedBy(ROOT + ".hold..")
                .whereLayer("payment")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("booking")
                .mayOnlyBeAccessedByLayers("payment")
                .whereLayer("hold")
                .mayOnlyBeAccessedByLayers("booking", "payment")
                .check(CLASSES);
    }

    @Test
    void no_other_service_is_imported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.boxoffice.event..",
                        "dev.boxoffice.search..",
                        "dev.boxoffice.support..",
                        "dev.boxoffice.standalone..")
                .check(CLASSES);
    }

    @Test
    void only_controllers_answer_http() {
        classes()
                .that()
                .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
                .should()
                .haveSimpleNameEndingWith("Controller")
                .andShould()
                .notBePublic()
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Controller")
                .and()
                .haveSimpleNameNotEndingWith("Request")
                .and()
                .haveSimpleNameNotEndingWith("Stream")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web..")
                .check(CLASSES);
    }

    @Test
    void only_one_place_knows_the_system_clock() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }
}
