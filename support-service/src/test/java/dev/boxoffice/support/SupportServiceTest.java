package dev.boxoffice.support;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.boxoffice.standalone.store.StoreHome;
import dev.boxoffice.support.timer.TimerWorker;
import dev.boxoffice.testkit.BoxofficeTest;
import dev.boxoffice.testkit.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// The whole service on real stores, with a clock tests move and background work tests run themselves: all in one
/// context for the whole suite.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "boxoffice.workers.enabled=false",
            "boxoffice.support.incident.threshold=10",
            "boxoffice.support.snapshot.timeout=3s", // a busy machine may need it
            "boxoffice.db.pool-size=40",
            "logging.level.root=WARN"
        })
@BoxofficeTest(migrate = {"event", "booking"})
@Import(SupportServiceTest.MovableTime.class)
public abstract class SupportServiceTest {

    /// The newest version the migrations write.
    private static final int FIRST_RULES = 2;
    private static final int FIRST_MACROS = 1;

    protected static final BookingServiceFake BOOKINGS = BookingServiceFake.start();
    protected static final GreenMail MAIL = mailServer();

    @TestConfiguration
    public static class MovableTime {
        @Bean
        SupportTestClock clock() {
            return new SupportTestClock();
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    protected SupportTestClock clock;

    @Autowired
    protected TimerWorker timers;

    @Autowired
    protected JdbcClient jdbc;

    protected SupportDeskClient desk;

    @DynamicPropertySource
    public static void otherSides(DynamicPropertyRegistry registry) {
        // Two instances, one of which is gone.
        registry.add("boxoffice.services.booking", () -> "http://localhost:1," + BOOKINGS.url());
        registry.add("spring.mail.port", () -> MAIL.getSmtp().getPort());
    }

    private static GreenMail mailServer() {
        // A port of its own that stays the same when the server goes away and comes back.
        var setup = new ServerSetup(StoreHome.freePort(), "localhost", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(Duration.ofMinutes(1).toMillis()); // of a busy machine
        var server = new GreenMail(setup);
        server.start();
        return server;
    }

    /// Every test begins with an empty desk: what an earlier one left would be in its queues and windows.
    @BeforeEach
    public void anEmptyDesk() {
        desk = new SupportDeskClient(port, clock);
        var database = JdbcClient.create(TestPostgres.shared().superuser());
        database.sql("""
                        truncate support.mail, support.inbound_mail, support.attachment, support.case_message, support.label, support.clock_freeze,
                                 support.sla_clock, support.timer, support.inbox, support.agent, support.contract,
                                 support.support_case, support.incident cascade
                        """).update();
        database.sql("truncate booking.booking, booking.payment_event, booking.refund, booking.check_in cascade")
                .update();
        for (var rules : List.of("routing_rule", "category_rule", "category_concept", "rule_version")) {
            database.sql("delete from support." + rules + " where version > " + FIRST_RULES)
                    .update();
        }
        database.sql("delete from support.macro where version > " + FIRST_MACROS)
                .update();
        database.sql("delete from support.rule_version where kind = 'MACRO' and version > " + FIRST_MACROS)
                .update();
        // Of the house; whoever else signs in first counts as a contractor.
        for (var agent : List.of("erin", "ida")) {
            database.sql("""
                            insert into support.agent (id, presence, capacity, contractor, updated_at)
                            values (?, 'AVAILABLE', 10, false, now())
                            """).param(agent).update();
        }
        BOOKINGS.reset();
    }

    /// Lets time go by, and does what became due.
    protected void pass(Duration duration) {
        clock.pass(duration);
        timers.handleDue();
    }

    protected JsonNode health() {
        return desk.get("/support/sla/health", SupportDeskClient.agent("erin")).body();
    }

    protected List<String> eventsOf(UUID caseId) {
        return jdbc.sql("select type from support.case_event where case_id = ? order by id")
                .param(caseId)
                .query(ColumnRowMapper.TEXT)
                .list();
    }

    protected long events(UUID caseId, String type) {
        return eventsOf(caseId).stream().filter(type::equals).count();
    }

    protected <T> T column(UUID caseId, String column, Class<T> type) {
        return jdbc.sql("select " + column + " from support.support_case where id = ?")
                .param(caseId)
                .query(type)
                .single();
    }
}
