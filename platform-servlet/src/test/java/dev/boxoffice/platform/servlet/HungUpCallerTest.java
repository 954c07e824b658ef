package dev.boxoffice.platform.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TokenIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Whoever hangs up in the middle of an answer makes no error of it, neither in the log nor in what is counted.
@BoxofficeTest
@SpringBootTest(classes = NotesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class HungUpCallerTest {

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry metrics;

    private final Logger advice = ((LoggerContext) LoggerFactory.getILoggerFactory())
            .getLogger("dev.boxoffice.platform.servlet.problem.ProblemAdvice");
    private final Queue<ILoggingEvent> logged = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event);
        }
    };

    @BeforeEach
    void listen() {
        appender.setContext(advice.getLoggerContext());
        appender.start();
        advice.setLevel(Level.DEBUG);
        advice.addAppender(appender);
    }

    @AfterEach
    void listenNoMore() {
        advice.detachAppender(appender);
        advice.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/long-notes", "/long-tables"})
    void who_hangs_up_in_the_middle_of_an_answer_is_no_error(String path) throws Exception {
        try (var caller = new Socket("localhost", port)) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + TokenIssuer.shared().token("alice", "buyer") + "\r\n\r\n";
            caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(caller.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200");
            caller.setSoLinger(true, 0); // closed with a reset, as by a phone that is gone
        }
        await().untilAsserted(() -> assertThat(answers(path)).isOne());
        assertThat(metrics.find("http.server.requests").tag("status", "500").timers())
                .noneMatch(timer -> path.equals(timer.getId().getTag("uri")));
        assertThat(logged)
                .as("%s", logged)
                .singleElement()
                .satisfies(event -> assertThat(event.getLevel()).isEqualTo(Level.DEBUG));
    }

    private long answers(String path) {
        return metrics.find("http.server.requests").tag("uri", path).timers().stream()
                .filter(timer -> timer.totalTime(TimeUnit.NANOSECONDS) > 0)
                .mapToLong(Timer::count)
                .sum();
    }
}
