package dev.boxoffice.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.testkit.statement.StatementPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// O4: while a release rolls out, and after it is taken back, pods of the release before work on its
/// schema. Their statements were recorded when that release was made ([StatementRecorder]); here PostgreSQL
/// plans each of them, as the role it belongs to.
@Tag(BoxofficeTest.STORES)
class PreviousReleaseTest {

    private static final TestPostgres POSTGRES = TestPostgres.shared();
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final Pattern INSERT =
            Pattern.compile("(?i)\\binsert into ([a-z_]+)\\.([a-z_]+)(?:\\s+(?:as\\s+)?[a-z_]+)?\\s*\\(([^()]+)\\)");

    @BeforeAll
    static void theSchemaIsThisReleases() {
        Stream.of("event", "booking", "search", "support").forEach(POSTGRES::migrate);
    }

    static List<String> recordedServices() throws IOException {
        try (var files = Files.list(ProjectRoot.path().resolve("testkit/src/test/resources/previous-release"))) {
            var services = files.map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith("-service.sql"))
                    .map(it -> it.replace("-service.sql", ""))
                    .toList();
            assertThat(services).containsExactlyInAnyOrder("event", "booking", "search", "support");
            return services;
        }
    }

    @ParameterizedTest
    @MethodSource("recordedServices")
    void what_the_release_before_asks_is_understood_and_allowed(String service) throws Exception {
        var refused = new ArrayList<String>();
        try (var planner = new StatementPlanner(POSTGRES, service + "_service")) {
            for (var statement : statements(service)) {
                planner.refusal(statement).ifPresent(why -> refused.add(why + "\n" + statement));
            }
        }
        assertThat(refused)
                .as(
                        "statements of the release before, which its pods still send while this one rolls out (docs/recipes.md)")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recordedServices")
    void what_the_release_before_writes_has_every_column_that_must_be_filled(String service) throws Exception {
        var sql = JdbcClient.create(POSTGRES.superuser());
        var lacking = new ArrayList<String>();
        for (var statement : statements(service)) {
            lacking.addAll(lacking(sql, statement));
        }
        assertThat(lacking).isEmpty();
    }

    /// Its pods search by the alias, which leads to this release's index from the moment that is built.
    @Test
    void what_the_release_before_searches_by_is_in_this_index() throws Exception {
        var newest = ProjectRoot.path().resolve("search-service/src/main/resources/search");
        try (var files = Files.list(newest)) {
            var mapping = files.filter(it -> it.getFileName().toString().matches("events-v\\d+\\.json"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
            var before =
                    fields("", MAPPER.readTree(recorded("search-index.json")).path("mappings"));
            var now = fields("", MAPPER.readTree(Files.readString(mapping)).path("mappings"));
            assertThat(before).hasSizeGreaterThan(20);
            assertThat(now).as("every field of the release before, of its type").containsAllEntriesOf(before);
        }
    }

    private static Map<String, String> fields(String prefix, JsonNode mapping) {
        var fields = new TreeMap<String, String>();
        for (var kind : List.of("properties", "fields")) {
            mapping.path(kind).properties().forEach(field -> {
                var definition = field.getValue();
                fields.put(
                        prefix + field.getKey(),
                        definition.path("type").asString("object")
                                + (definition.path("index").asBoolean(true) ? "" : ", not searched"));
                fields.putAll(fields(prefix + field.getKey() + ".", definition));
            });
        }
        return fields;
    }

    /// The check itself: what a careless migration does is noticed.
    @Test
    void a_dropped_column_a_lost_right_and_a_lost_constraint_are_noticed() throws Exception {
        try (var database = TestPostgres.start()) {
            var sql = JdbcClient.create(database.superuser());
            sql.sql("create table search.thing (id bigint primary key, name text, color text)")
                    .update();
            assertThat(lacking(sql, "insert into search.thing (id, name) values ($1, $2)"))
                    .isEmpty();
            assertThat(lacking(sql, "insert into search.thing as t (name, color) values ($1, $2)"))
                    .containsExactly("search.thing.id");
            sql.sql("grant select (id, name), insert on search.thing to search_service")
                    .update();
            try (var planner = new StatementPlanner(database, "search_service")) {
                assertThat(planner.refusal("select name from search.thing where id = $1"))
                        .isEmpty();
                assertThat(planner.refusal("select shape from search.thing where id = $1"))
                        .hasValueSatisfying(why -> assertThat(why).contains("column \"shape\" does not exist"));
                assertThat(planner.refusal("select color from search.thing where id = $1"))
                        .hasValueSatisfying(why -> assertThat(why).contains("permission denied for table thing"));
                assertThat(planner.refusal("insert into search.thing (id) values ($1) on conflict (name) do nothing"))
                        .hasValueSatisfying(why -> assertThat(why).contains("ON CONFLICT"));
            }
        }
    }

    /// Columns that an insert has to fill and does not.
    private static List<String> lacking(JdbcClient sql, String statement) {
        var lacking = new ArrayList<String>();
        var inserts = INSERT.matcher(statement);
        while (inserts.find()) {
            var missing = new TreeSet<>(mandatory(sql, inserts.group(1), inserts.group(2)));
            Arrays.stream(inserts.group(3).split(",", -1)).map(String::strip).forEach(missing::remove);
            missing.forEach(column -> lacking.add(inserts.group(1) + "." + inserts.group(2) + "." + column));
        }
        return lacking;
    }

    private static List<String> mandatory(JdbcClient sql, String schema, String table) {
        return sql.sql("""
                        select column_name from information_schema.columns
                         where table_schema = ? and table_name = ? and is_nullable = 'NO'
                           and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'
                        """)
                .params(schema, table)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static List<String> statements(String service) throws IOException {
        var file =
                ProjectRoot.path().resolve("testkit/src/test/resources/previous-release/" + service + "-service.sql");
        var statements = Files.readString(file).split("\n;\n");
        assertThat(statements).as(service).hasSizeGreaterThan(5);
        return List.of(statements);
    }

    private static String recorded(String file) throws IOException {
        return Files.readString(ProjectRoot.path()
                .resolve("testkit/src/test/resources/previous-release")
                .resolve(file));
    }
}
