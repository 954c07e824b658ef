package dev.boxoffice.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/// What STYLE.md says of classes, held by a test: one ending one role, small pieces, dependencies that go one way. A
/// module's own test names its package and whatever it has a reason to except.
public final class ArchitectureRules {
    private static final int MOST_COLLABORATORS = 5;
    private static final int MOST_IN_PACKAGE = 15;
    private static final List<String> SERVICES = List.of("event", "booking", "search", "support", "gateway");

    private static final String COMPONENT = "org.springframework.stereotype.Component";
    private static final String[] SQL = {"org.springframework.jdbc.core..", "org.springframework.data.jpa.."};
    private static final String[] REDIS = {
        "org.springframework.data.redis.core..", "org.springframework.data.redis.connection..", "io.lettuce.."
    };
    private static final String[] WEB = {
        "org.springframework.web.bind..",
        "org.springframework.web.context..",
        "org.springframework.web.filter..",
        "org.springframework.web.method..",
        "org.springframework.web.server..",
        "org.springframework.web.servlet..",
        "jakarta.servlet.."
    };

    private static final Map<String, JavaClasses> IMPORTED = new ConcurrentHashMap<>();

    private final String root;
    private final Set<String> excepted;
    private final JavaClasses all;

    private ArchitectureRules(String root, Set<String> excepted) {
        this.root = root;
        this.excepted = excepted;
        this.all = classesOf(root);
    }

    /// The classes of a module without its tests. They are read once a JVM: that is what takes time here.
    public static JavaClasses classesOf(String root) {
        return IMPORTED.computeIfAbsent(
                root,
                it -> new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(it));
    }

    /// @param root package of the module, such as `dev.boxoffice.booking`
    /// @param excepted simple names of top-level classes that may break the rules about roles, or whole packages
    public static Stream<DynamicTest> of(String root, String... excepted) {
        return new ArchitectureRules(root, Set.of(excepted)).tests();
    }

    /// What holds of those who start, call, measure or test the product, too: roles are the product's.
    public static Stream<DynamicTest> ofTool(String root) {
        return new ArchitectureRules(root, Set.of()).toolTests();
    }

    private Stream<DynamicTest> toolTests() {
        return Stream.of(
                test("features do not depend on each other in circles", circles()),
                test("no other service is imported", neighbours()),
                test("rooms do not depend on each other in circles", roomCircles()),
                test("nothing is a helper", noHelpers()),
                test("nothing is injected into fields", noFieldInjection()),
                dynamicTest("a package of more than 15 classes has rooms", this::checkRooms));
    }

    private Stream<DynamicTest> tests() {
        return Stream.concat(toolTests(), roleTests());
    }

    private Stream<DynamicTest> roleTests() {
        return Stream.of(
                test("a repository is public only where another room needs it", hiddenRepositories()),
                test("one place knows the system clock", timeIsAnArgument()),
                test("SQL stands in repositories alone", only(SQL, "Repository", "RowMapper", "Configuration")),
                test(
                        "Redis is spoken to by stores, scripts and those who publish or listen",
                        only(REDIS, "Store", "Script", "Publisher", "Listener", "Configuration")),
                test(
                        "Spring Web ends at the edge",
                        only(
                                WEB,
                                "Controller",
                                "Client", // declares what it calls by the same annotations
                                "Filter",
                                "Advice",
                                "Configuration",
                                "Resolver",
                                "Interceptor",
                                "Handler",
                                "Writer")),
                test("controllers are called so", ending("org.springframework.stereotype.Controller", "Controller")),
                test(
                        "settings are called properties",
                        ending("org.springframework.boot.context.properties.ConfigurationProperties", "Properties")),
                test(
                        "configurations are called so",
                        ending("org.springframework.context.annotation.Configuration", "Configuration", "Application")),
                test("a component is no bundle of others", noBundles()),
                test("a constructor takes at most five collaborators", fewCollaborators()));
    }

    private DynamicTest test(String name, ArchRule rule) {
        return dynamicTest(name, () -> rule.allowEmptyShould(true).check(all));
    }

    private ArchRule circles() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private ArchRule neighbours() {
        var others = SERVICES.stream()
                .map(service -> "dev.boxoffice." + service)
                .filter(service -> !service.equals(root))
                .map(service -> service + "..")
                .toArray(String[]::new);
        return noClasses().should().dependOnClassesThat().resideInAnyPackage(others);
    }

    private ArchRule roomCircles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /// A feature that is one package keeps its repositories to itself; one is public only where another room needs it.
    private ArchRule hiddenRepositories() {
        return classes()
                .that(areOrdinary())
                .and()
                .haveSimpleNameEndingWith("Repository")
                .and()
                .arePublic()
                .should(new ArchCondition<>("be used outside of their package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        var used = type.getDirectDependenciesToSelf().stream()
                                .anyMatch(user ->
                                        !user.getOriginClass().getPackageName().equals(type.getPackageName()));
                        events.add(new SimpleConditionEvent(type, used, type.getName() + " is public for nobody"));
                    }
                });
    }

    private static ArchRule timeIsAnArgument() {
        return noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
    }

    private ArchRule only(String[] packages, String... endings) {
        return noClasses()
                .that(areOrdinary())
                .and(describe("have another role", type -> !endsIn(type, endings)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages));
    }

    private ArchRule ending(String annotation, String... endings) {
        return classes()
                .that(areOrdinary())
                .and()
                .areMetaAnnotatedWith(annotation)
                .or(describe("carry it", type -> type.isAnnotatedWith(annotation)))
                .should(new ArchCondition<>("be called …" + String.join(" or …", endings)) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        events.add(new SimpleConditionEvent(type, endsIn(type, endings), type.getName()));
                    }
                });
    }

    private ArchRule noHelpers() {
        return noClasses().that(areOrdinary()).should().haveNameMatching(".*(Util|Utils|Manager|Helper|Impl)(\\$.*)?");
    }

    private static ArchRule noBundles() {
        return noClasses()
                .that()
                .areRecords()
                .should()
                .beMetaAnnotatedWith(COMPONENT)
                .orShould()
                .beAnnotatedWith(COMPONENT);
    }

    private static ArchRule noFieldInjection() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");
    }

    /// Of whatever works; data may have as many parts as it needs.
    private ArchRule fewCollaborators() {
        return classes()
                .that(areOrdinary())
                .and(describe("work", ArchitectureRules::works))
                .should(new ArchCondition<>("have constructors of at most " + MOST_COLLABORATORS + " parameters") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getConstructors()
                                .forEach(constructor -> events.add(new SimpleConditionEvent(
                                        type,
                                        constructor.getRawParameterTypes().size() <= MOST_COLLABORATORS,
                                        constructor.getFullName())));
                    }
                });
    }

    private static boolean works(JavaClass type) {
        return !type.isRecord()
                && (type.isAnnotatedWith(COMPONENT)
                        || type.isMetaAnnotatedWith(COMPONENT)
                        || endsIn(
                                type,
                                "Controller",
                                "Service",
                                "Repository",
                                "Store",
                                "Script",
                                "Client",
                                "Publisher",
                                "Listener",
                                "Worker",
                                "Filter"));
    }

    private void checkRooms() {
        var crowded = all.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .filter(type -> !excepted.contains(type.getPackageName()))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        crowded.values().removeIf(count -> count <= MOST_IN_PACKAGE);
        assertThat(crowded).isEmpty();
    }

    private DescribedPredicate<JavaClass> areOrdinary() {
        return describe(
                "are not excepted",
                type -> !excepted.contains(topLevel(type).getSimpleName())
                        && !excepted.contains(type.getPackageName()));
    }

    /// A class within another has its role.
    private static boolean endsIn(JavaClass type, String... endings) {
        var name = topLevel(type).getSimpleName();
        return Arrays.stream(endings).anyMatch(name::endsWith);
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::topLevel).orElse(type);
    }
}
