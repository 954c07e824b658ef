package dev.boxoffice.testkit;

import dev.boxoffice.testkit.statement.StatementRecorder;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Leads a `@SpringBootTest` to the shared stores and the token issuer of this JVM, by the same `boxoffice.*`
/// settings a real environment gives.
@Documented
@Tag(BoxofficeTest.STORES)
@ExtendWith(StatementRecorder.class)
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface BoxofficeTest {
    /// The tag of all tests that need stores or processes of their own, which `./mvnw verify -Pfast` leaves out. Tests
    /// without this annotation carry it themselves.
    String STORES = "stores";

    /// The stores to start; tokens cost nothing and are always there.
    StoreKind[] stores() default {StoreKind.POSTGRES, StoreKind.REDIS};

    /// Services whose schemas must exist before the one under test starts: `event` for booking's foreign tables.
    String[] migrate() default {};
}
