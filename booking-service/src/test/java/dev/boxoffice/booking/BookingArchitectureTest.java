package dev.boxoffice.booking;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BookingArchitectureTest {

    private static final String ROOT = "dev.boxoffice.booking";
    private static final String COMPONENT = "org.springframework.stereotype.Component";
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
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web..")
                .check(CLASSES);
    }

    @Test
    void only_repositories_run_sql_and_only_stores_and_scripts_ask_redis() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.jdbc.core.simple.JdbcClient")
                .check(CLASSES);
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Store")
                .and()
                .haveSimpleNameNotEndingWith("Script")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.springframework.data.redis.core.StringRedisTemplate")
                .check(CLASSES);
    }

    @Test
    void a_constructor_takes_five_collaborators_at_most() {
        var tooMany = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(COMPONENT) || type.isMetaAnnotatedWith(COMPONENT))
                .flatMap(type -> type.getConstructors().stream())
                .filter(constructor -> constructor.getRawParameterTypes().size() > 5)
                .map(JavaConstructor::getFullName)
                .toList();
        assertThat(tooMany).isEmpty();
    }

    @Test
    void a_package_has_fifteen_classes_at_most() {
        var sizes = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(sizes.values()).allMatch(size -> size <= 15);
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
