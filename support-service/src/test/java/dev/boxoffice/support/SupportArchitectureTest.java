package dev.boxoffice.support;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Component;

class SupportArchitectureTest {

    private static final int MOST_CLASSES = 15;
    private static final int MOST_COLLABORATORS = 5;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.boxoffice.support");

    @Test
    void rooms_depend_on_each_other_one_way_only() {
        slices().matching("dev.boxoffice.support.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void features_depend_on_each_other_one_way_only() {
        slices().matching("dev.boxoffice.support.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void a_room_holds_at_most_fifteen_classes() {
        var rooms = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(found -> !found.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

        assertThat(rooms).allSatisfy((_, classes) -> assertThat(classes).isLessThanOrEqualTo(MOST_CLASSES));
    }

    @Test
    void only_controllers_clients_and_configuration_speak_http() {
        noClasses()
                .that()
                .areTopLevelClasses()
                .and()
                .haveNameNotMatching(".*(Controller|Client|Configuration)")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.web..")
                .check(CLASSES);
    }

    @Test
    void only_repositories_run_sql() {
        noClasses()
                .that()
                .areTopLevelClasses()
                .and()
                .haveSimpleNameNotEndingWith("Repository")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("JdbcClient")
                .check(CLASSES);
    }

    @Test
    void constructors_take_at_most_five_collaborators_and_no_bundle_of_them() {
        var components = CLASSES.stream()
                .filter(found -> found.isMetaAnnotatedWith(Component.class))
                .toList();

        assertThat(components).noneMatch(JavaClass::isRecord);
        assertThat(components)
                .allSatisfy(component -> assertThat(component.getConstructors())
                        .allSatisfy(constructor -> assertThat(constructor.getRawParameterTypes())
                                .hasSizeLessThanOrEqualTo(MOST_COLLABORATORS)));
    }

    @Test
    void no_service_imports_another() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.boxoffice.event..",
                        "dev.boxoffice.booking..",
                        "dev.boxoffice.search..",
                        "dev.boxoffice.gateway..")
                .check(CLASSES);
    }
}
