package dev.boxoffice.platform.servlet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.boxoffice.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Of both modules, `platform` and `platform-servlet`.
class PlatformArchitectureTest {

    /// The first three are what stores and scripts are made of; services append to the outbox and the audit; the
    /// last reads what a controller's method takes.
    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of(
                "dev.boxoffice.platform",
                "ReactiveRedisExecutor",
                "UntimedScriptExecutor",
                "LuaScript",
                "OutboxRepository",
                "AuditRepository",
                "AuditSealRepository",
                "QueryParameterNames");
    }

    @Test
    void what_the_gateway_shares_knows_no_servlet() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.boxoffice.platform.servlet..", "dev.boxoffice.platform.outbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..", "org.springframework.web.servlet..", "dev.boxoffice.platform.servlet..")
                .check(ArchitectureRules.classesOf("dev.boxoffice.platform"));
    }
}
