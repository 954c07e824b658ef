package dev.boxoffice.testkit;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Of the modules that are no part of a service.
class ToolArchitectureTest {

    @TestFactory
    Stream<DynamicTest> client() {
        return ArchitectureRules.ofTool("dev.boxoffice.client");
    }

    @TestFactory
    Stream<DynamicTest> standalone() {
        return ArchitectureRules.ofTool("dev.boxoffice.standalone");
    }

    @TestFactory
    Stream<DynamicTest> testkit() {
        return ArchitectureRules.ofTool("dev.boxoffice.testkit");
    }
}
