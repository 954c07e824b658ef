package dev.boxoffice.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.boxoffice.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class GatewayArchitectureTest {

    /// RequestTrace, Route, Caller and RateLimitHeaders are read from an exchange by whoever has one in hand;
    /// StrictQueryHandlerMapping is Spring Web's own kind of class.
    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of(
                "dev.boxoffice.gateway",
                "RequestCaller",
                "RateLimitHeaders",
                "RequestTrace",
                "Route",
                "StrictQueryHandlerMapping");
    }

    @Test
    void nothing_blocks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "jakarta.servlet..", "org.springframework.jdbc..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(RedisConnectionFactory.class, StringRedisTemplate.class)
                .check(ArchitectureRules.classesOf("dev.boxoffice.gateway"));
    }
}
