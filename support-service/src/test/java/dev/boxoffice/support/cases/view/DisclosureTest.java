package dev.boxoffice.support.cases.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import dev.boxoffice.testkit.TokenIssuer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/// S9: canaries are planted wherever people write; no answer, list, stream or mail may carry them to the wrong reader.
class DisclosureTest extends SupportServiceTest {
    private static final String CARD = "4242 4242 4242 4242";

    /// Long enough that no random identifier or hash of a row contains it.
    private static final String CARD_PART = "4242 4242";

    private static final String PHONE = "+49 170 1234567";
    private static final String REASON = "canary-internal-reason";
    private static final String AGENT = "canary-agent";

    @Autowired
    private CaseAccessService access;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private final String carol = TokenIssuer.shared()
            .tokenWith("carol", Map.of("name", "Carol Canary", "email", "carol@canary.example"), "buyer");

    private UUID aCaseThatWasWorkedOn() {
        desk.vouchFor(AGENT, "PAYMENTS");
        var agent = SupportDeskClient.agent(AGENT);
        var said = "I am Carol Canary, call " + PHONE + " or carol@canary.example, card " + CARD;
        var id = desk.post(
                        "/support/cases",
                        carol,
                        SupportDeskClient.report("subject", said, "body", said + " refund late"))
                .id();
        desk.act(id, "claim", agent);
        desk.act(id, "transfer", agent, "queue", "payments-critical", "reason", REASON + " of Carol Canary " + PHONE);
        desk.act(id, "recategorisation", agent, "category", "REFUND_LATE");
        desk.act(id, "replies", agent, "body", "Dear Carol Canary, your card " + CARD + " is fine");
        desk.act(id, "replies", carol, "body", "My card is " + CARD + ", phone " + PHONE);
        desk.act(id, "wait", agent, "question", "Is " + PHONE + " yours, Carol?");
        desk.act(id, "replies", carol, "body", "yes");
        desk.act(id, "resolution", agent, "resolution", "Called Carol Canary at " + PHONE + " about " + CARD);
        return id;
    }

    /// Every GET of the desk that a reporter or a contractor may read; a new one must be added here.
    private List<String> everyReading(UUID id) {
        var paths = new ArrayList<String>();
        for (var path : List.of(
                "/support/cases/{id}",
                "/support/cases/{id}/history",
                "/support/cases/{id}/suggestions",
                "/support/cases/{id}/attachments")) {
            paths.add(path.replace("{id}", id.toString()));
        }
        paths.addAll(List.of(
                "/support/cases",
                "/support/queues",
                "/support/macros",
                "/support/reports",
                "/support/incidents",
                "/support/sla/health"));
        return paths;
    }

    private static final Set<String> READ_ELSEWHERE = Set.of(
            "/support/cases/{id}/stream", // followed below
            "/support/stream", // followed below, and in DeskStreamTest
            "/support/incidents/{id}/members", // read below
            "/support/cases/{id}/attachments/{attachmentId}", // the file itself
            "/support/incidents/{id}", // read below
            "/support/incidents/{id}/history", // read below
            "/support/agents",
            "/support/agents/me",
            "/support/contracts/{subject}",
            "/support/routing-rules",
            "/support/category-rules",
            "/support/category-rules/proposals",
            "/support/audit/verification");

    @Test
    void no_reading_is_forgotten() {
        var id = new UUID(0, 0);
        var known = new ArrayList<>(READ_ELSEWHERE);
        everyReading(id).forEach(path -> known.add(path.replace(id.toString(), "{id}")));

        assertThat(getPaths()).allSatisfy(path -> assertThat(known).contains(path));
    }

    private List<String> getPaths() {
        return mappings.getHandlerMethods().keySet().stream()
                .filter(info -> info.getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> method.name().equals("GET")))
                .flatMap(info -> info.getPatternValues().stream())
                .filter(path -> path.startsWith("/support/"))
                .toList();
    }

    @Test
    void reporters_see_neither_reasons_nor_names_of_agents() {
        var id = aCaseThatWasWorkedOn();

        for (var path : everyReading(id)) {
            assertThat(desk.get(path, carol).response().text())
                    .as(path)
                    .doesNotContain(REASON, AGENT, "MISROUTED", CARD_PART);
        }
        assertThat(access.view(id, CaseViewer.REPORTER).toString()).doesNotContain(REASON, AGENT, CARD_PART);
    }

    /// That a case was handed over, and what clocks did, is the desk's own.
    @Test
    void reporters_read_these_steps_of_a_history_and_no_others() {
        var id = aCaseThatWasWorkedOn();
        var path = "/support/cases/" + id + "/history";

        assertThat(types(desk.get(path, SupportDeskClient.agent(AGENT)).body()))
                .contains("TRANSFERRED", "CLOCK_STARTED");
        assertThat(types(desk.get(path, carol).body()))
                .isSubsetOf(
                        "OPENED",
                        "CATEGORISED",
                        "ROUTED",
                        "CLAIMED",
                        "RECATEGORISED",
                        "SEVERITY_CHANGED",
                        "REPLIED",
                        "CUSTOMER_REPLIED",
                        "WAITING_FOR_CUSTOMER",
                        "RESUMED",
                        "RESOLVED");
    }

    private static Set<String> types(JsonNode history) {
        var types = new TreeSet<String>();
        history.path("events").forEach(event -> types.add(event.path("type").asString()));
        return types;
    }

    @Test
    void a_contractor_is_masked_from_the_first_sign_in() {
        var id = aCaseThatWasWorkedOn();
        var newcomer = SupportDeskClient.agent("somebody-new");

        for (var path : everyReading(id)) {
            assertThat(desk.get(path, newcomer).response().text())
                    .as(path)
                    .doesNotContain("Carol", "Canary", "carol@", "1234567", CARD_PART);
        }
        assertThat(desk.get("/support/cases/" + id, newcomer).response().text()).contains("c***@c***");
        desk.vouchFor("somebody-new");
        assertThat(desk.get("/support/cases/" + id, newcomer).response().text()).contains("Carol Canary", PHONE);
    }

    @Test
    void card_numbers_are_neither_stored_nor_mailed() {
        aCaseThatWasWorkedOn();

        for (var table : List.of("support_case", "case_message", "mail", "case_event", "incident")) {
            assertThat(jdbc.sql("select count(*) from support." + table + " t where cast(t as text) like '%" + CARD_PART
                                    + "%'")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(jdbc.sql("select count(*) from support.case_message where body like '%[card number removed]%'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void mails_to_reporters_name_no_agent_and_no_reason() {
        aCaseThatWasWorkedOn();

        assertThat(jdbc.sql("select subject || body from support.mail where recipient = 'carol@canary.example'")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail).doesNotContain(AGENT, REASON, CARD_PART));
    }

    /// S9: what is pushed is masked like what is asked for.
    @Test
    void streams_tell_contractors_no_personal_data_and_reporters_nothing_internal() throws Exception {
        var id = aCaseThatWasWorkedOn();
        desk.post("/support/cases", carol, SupportDeskClient.report("subject", "Carol Canary again", "body", PHONE));

        for (var path : List.of("/support/stream", "/support/cases/" + id + "/stream")) {
            assertThat(firstEvent(path, SupportDeskClient.agent("somebody-new")))
                    .as(path)
                    .contains("\"status\"")
                    .doesNotContain("Carol", "Canary", "carol@", "1234567", CARD_PART);
        }
        assertThat(firstEvent("/support/cases/" + id + "/stream", carol))
                .contains("\"status\"")
                .doesNotContain(REASON, AGENT, CARD_PART);
    }

    private String firstEvent(String path, String token) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var lines = client.send(desk.request(path, token).GET().build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
            var event =
                    lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
            client.shutdownNow();
            return event;
        }
    }

    /// S9: an incident's members are cases of people too.
    @Test
    void an_incident_shows_contractors_no_personal_data() {
        var id = aCaseThatWasWorkedOn();
        desk.act(id, "reopening", carol, "reason", "Not at all, says Carol Canary, " + PHONE);
        var incident = desk.post(
                        "/support/incidents",
                        SupportDeskClient.agent(AGENT),
                        Map.of("title", "Refunds are late", "errorCode", "REFUND_LATE", "caseIds", List.of(id)))
                .id();
        desk.post(
                "/support/incidents/" + incident + "/members",
                SupportDeskClient.agent(AGENT),
                Map.of("caseIds", List.of(id)));
        var newcomer = SupportDeskClient.agent("somebody-new");

        assertThat(desk.get("/support/incidents/" + incident + "/members", newcomer)
                        .response()
                        .text())
                .contains(id.toString());
        for (var path : List.of("", "/members", "/history")) {
            assertThat(desk.get("/support/incidents/" + incident + path, newcomer)
                            .response()
                            .text())
                    .as(path)
                    .doesNotContain("Carol", "Canary", "carol@", "1234567", CARD_PART);
        }
    }

    /// S9: what people call an incident, and say of its end, is free text like all else.
    @Test
    void an_incidents_own_words_are_masked_in_every_answer() {
        var newcomer = SupportDeskClient.agent("somebody-new");
        var said = "call " + PHONE + " or carol@canary.example";
        var declared = desk.post(
                "/support/incidents", newcomer, Map.of("title", "Late refunds, " + said, "errorCode", "REFUND_LATE"));
        var path = "/support/incidents/" + declared.text("id");
        var answers = List.of(
                declared,
                desk.post(path + "/acknowledgement", newcomer, Map.of()),
                desk.post(path + "/updates", newcomer, Map.of("message", "We " + said)),
                desk.post(path + "/resolution", newcomer, Map.of("resolution", "Paid back, " + said)),
                desk.get(path, newcomer),
                desk.get("/support/incidents", newcomer));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.response().text())
                        .contains("Late refunds")
                        .doesNotContain("carol@", "1234567"));
        assertThat(desk.get(path, SupportDeskClient.agent("erin")).text("resolution"))
                .contains(said);
    }

    /// S9: what a step answers is what whoever took it may read.
    @Test
    void the_answer_of_each_step_is_for_the_eyes_of_whoever_took_it() {
        var contractor = SupportDeskClient.agent("somebody-new");
        var said = "I am Carol Canary, call " + PHONE + " or carol@canary.example, card " + CARD;
        var opened = desk.post(
                "/support/cases", carol, SupportDeskClient.report("subject", said, "body", said + " refund late"));
        var id = opened.id();
        var answers = new ArrayList<SupportDeskClient.Answer>();
        answers.add(desk.act(id, "claim", contractor));
        answers.add(desk.act(id, "notes", contractor, "body", "Looked at it."));
        answers.add(desk.act(id, "replies", contractor, "body", "We look at it."));
        answers.add(desk.act(id, "wait", contractor, "question", "Which card was it?"));
        answers.add(desk.act(id, "resumption", contractor));
        answers.add(desk.act(id, "recategorisation", contractor, "category", "REFUND_REQUEST"));
        answers.add(desk.act(id, "resolution", contractor, "resolution", "Paid back."));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.response().text())
                        .as("%d", answer.status())
                        .doesNotContain("Carol", "Canary", "carol@", "1234567", CARD_PART));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThan(5);

        var worked = aCaseThatWasWorkedOn();
        for (var own : List.of(
                opened,
                desk.act(worked, "reopening", carol, "reason", "Still nothing"),
                desk.act(worked, "replies", carol, "body", "Hello?"))) {
            assertThat(own.response().text()).doesNotContain(REASON, AGENT, "MISROUTED", CARD_PART);
        }
    }

    /// What a reporter reads, member by member: a new one is shown to them on purpose or not at all.
    private static final Set<String> REPORTERS_MEMBERS = Set.of(
            "acknowledgement",
            "actor",
            "at",
            "attachments",
            "author",
            "body",
            "breached",
            "caseId",
            "cases",
            "category",
            "channel",
            "clocks",
            "createdAt",
            "customerReplied",
            "data",
            "detail",
            "dueAt",
            "events",
            "from",
            "frozen",
            "id",
            "instance",
            "kind",
            "lastUpdated",
            "messages",
            "number",
            "outcome",
            "page",
            "queue",
            "refreshAfterSeconds",
            "resolution",
            "resolvedAt",
            "severity",
            "size",
            "status",
            "subject",
            "title",
            "to",
            "totalElements",
            "totalPages",
            "traceId",
            "type");

    @Test
    void reporters_read_these_members_and_no_others() {
        var id = aCaseThatWasWorkedOn();
        var members = new TreeSet<String>();
        for (var path : everyReading(id)) {
            collect(desk.get(path, carol).body(), members);
        }
        collect(desk.act(id, "reopening", carol, "reason", "Still nothing").body(), members);

        assertThat(members).contains("messages", "events", "cases").isSubsetOf(REPORTERS_MEMBERS);
    }

    private static void collect(JsonNode node, Set<String> members) {
        node.propertyStream().forEach(member -> {
            members.add(member.getKey());
            collect(member.getValue(), members);
        });
        if (node.isArray()) {
            node.forEach(element -> collect(element, members));
        }
    }
}
