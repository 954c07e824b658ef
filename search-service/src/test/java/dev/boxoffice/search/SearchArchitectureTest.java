package dev.boxoffice.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class SearchArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.boxoffice.search");

    @Test
    void features_depend_on_each_other_one_way() {
        slices().matching("dev.boxoffice.search.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void no_other_service_is_known_here() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.boxoffice.event..",
                        "dev.boxoffice.booking..",
                        "dev.boxoffice.support..",
                        "dev.boxoffice.gateway..")
                .check(CLASSES);
    }

    @Test
    void only_controllers_and_error_mappers_know_the_web() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.boxoffice.search.query")
                .and()
                .haveSimpleNameNotEndingWith("Controller")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web..")
                .check(CLASSES);
    }

    @Test
    void answering_a_search_needs_nothing_of_reading_changes() {
        noClasses()
                .that()
                .resideInAPackage("dev.boxoffice.search.query")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.boxoffice.search.capture", "dev.boxoffice.search.rebuild")
                .check(CLASSES);
    }
}
