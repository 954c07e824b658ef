package dev.boxoffice.booking.journey;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Notes which thread takes a connection to Postgres; to be imported by a test, so not a component.
class SqlCounter implements BeanPostProcessor {

    private static final String REQUEST_THREADS = "tomcat-handler";

    private final List<String> askers = new CopyOnWriteArrayList<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Noting(source) : bean;
    }

    void reset() {
        askers.clear();
    }

    /// Connections taken for requests; the service's own chores ask on threads of other names.
    List<String> takenByRequests() {
        return askers.stream()
                .filter(thread -> thread.startsWith(REQUEST_THREADS))
                .toList();
    }

    private final class Noting extends DelegatingDataSource {
        private Noting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            askers.add(Thread.currentThread().getName());
            return super.getConnection();
        }
    }
}
