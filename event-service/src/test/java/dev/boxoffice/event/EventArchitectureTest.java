package dev.boxoffice.event;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.data.repository.Repository;

class EventArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.boxoffice.event");

    @Test
    void features_depend_one_way() {
        slices().matching("dev.boxoffice.event.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void repositories_stay_in_their_feature() {
        ArchRule rule =
                classes().that().areAssignableTo(Repository.class).should().notBePublic();
        rule.check(CLASSES);
    }

    @Test
    void only_controllers_speak_spring_web() {
        ArchRule rule = noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Controller")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web.bind..");
        rule.check(CLASSES);
    }

    @Test
    void no_other_service() {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.boxoffice.booking..",
                        "dev.boxoffice.search..",
                        "dev.boxoffice.support..",
                        "dev.boxoffice.gateway..");
        rule.check(CLASSES);
    }

    @Test
    void the_clock_is_passed_in() {
        ArchRule rule = noClasses().should().callMethod(Instant.class, "now");
        rule.check(CLASSES);
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
}
