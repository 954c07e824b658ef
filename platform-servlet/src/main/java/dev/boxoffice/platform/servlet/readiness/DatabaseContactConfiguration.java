package dev.boxoffice.platform.servlet.readiness;

import dev.boxoffice.platform.readiness.FirstContact;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;

/// The database answers, and has every migration this release was built with; it may have newer ones.
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
public class DatabaseContactConfiguration {

    @Bean
    FirstContact databaseContact(DataSource database, @Value("${boxoffice.schema}") String schema) {
        return new FirstContact("the database's schema " + schema, () -> {
            var lacking = Flyway.configure()
                    .dataSource(database)
                    .defaultSchema(schema)
                    .createSchemas(false)
                    .loggers("slf4j")
                    .load()
                    .info()
                    .pending();
            if (lacking.length > 0) {
                throw new IllegalStateException("it lacks the migrations "
                        + Arrays.stream(lacking).map(MigrationInfo::getVersion).toList());
            }
        });
    }
}
