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
        slices().matching("dev.boxoffice.search.(**)").should().beFreeOfCycles().check(CLASSES);
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
                .haveSimpleNameNotEndingWith("Controller")
                .and()
                .haveSimpleNameNotEndingWith("Advice")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web..")
                .check(CLASSES);
    }

    @Test
    void answering_a_search_needs_nothing_of_reading_changes() {
        noClasses()
                .that()
                .resideInAPackage("dev.boxoffice.search.query..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.boxoffice.search.capture..", "dev.boxoffice.search.rebuild..")
                .check(CLASSES);
    }

    @Test
    void only_repositories_speak_sql() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc.core..")
                .check(CLASSES);
    }

    @Test
    void only_stores_and_their_scripts_speak_to_redis() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .haveSimpleNameNotEndingWith("Script")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.data.redis..")
                .check(CLASSES);
    }

    @Test
    void only_clients_speak_to_elasticsearch() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Client")
                .and()
                .resideOutsideOfPackages("dev.boxoffice.search.index", "dev.boxoffice.search.query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("co.elastic..")
                .check(CLASSES);
    }
}
