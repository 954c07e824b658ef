package dev.boxoffice.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.boxoffice.gateway");

    @Test
    void features_do_not_depend_on_each_other_in_circles() {
        slices().matching("dev.boxoffice.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .check(GATEWAY);
    }

    @Test
    void the_gateway_imports_no_service_and_nothing_that_blocks() {
        noClasses()
                .that()
                .resideInAPackage("dev.boxoffice.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.boxoffice.event..",
                        "dev.boxoffice.booking..",
                        "dev.boxoffice.search..",
                        "dev.boxoffice.support..",
                        "java.sql..",
                        "jakarta.servlet..")
                .check(GATEWAY);
    }
}
