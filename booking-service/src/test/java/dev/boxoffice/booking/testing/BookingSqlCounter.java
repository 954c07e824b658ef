package dev.boxoffice.booking.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Records which thread takes a connection to Postgres; to be imported by a test, so not a component.
public class BookingSqlCounter implements BeanPostProcessor {

    private static final String REQUEST_THREADS = "tomcat-handler";

    private final List<String> threads = new CopyOnWriteArrayList<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new CountingDataSource(source) : bean;
    }

    public void reset() {
        threads.clear();
    }

    /// Connections taken for requests; the service's own workers ask on threads of other names.
    public List<String> takenByRequests() {
        return takenBy(REQUEST_THREADS);
    }

    /// @param name how the names of the threads begin
    public List<String> takenBy(String name) {
        return threads.stream().filter(thread -> thread.startsWith(name)).toList();
    }

    private final class CountingDataSource extends DelegatingDataSource {
        private CountingDataSource(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            threads.add(Thread.currentThread().getName());
            return super.getConnection();
        }
    }
}
