package dev.boxoffice.search;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.boxoffice.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SearchArchitectureTest {

    private static final JavaClasses CLASSES = ArchitectureRules.classesOf("dev.boxoffice.search");

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of(
                "dev.boxoffice.search",
                // One pipeline in several rooms: capture, indexing and rebuild read each other's progress.
                "CatalogueRepository",
                "IndexProgressRepository",
                "RebuildRepository");
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
