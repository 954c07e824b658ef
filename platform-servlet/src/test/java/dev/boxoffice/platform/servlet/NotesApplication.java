package dev.boxoffice.platform.servlet;

import dev.boxoffice.platform.http.PreferredWait;
import dev.boxoffice.platform.id.TimeOrderedId;
import dev.boxoffice.platform.money.Money;
import dev.boxoffice.platform.outbox.OutboxRepository;
import dev.boxoffice.platform.page.PageInfo;
import dev.boxoffice.platform.page.PageQuery;
import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemType;
import dev.boxoffice.platform.security.Caller;
import dev.boxoffice.platform.security.Role;
import dev.boxoffice.platform.servlet.idempotency.Idempotent;
import dev.boxoffice.platform.servlet.problem.ConstraintProblem;
import dev.boxoffice.platform.servlet.security.AccessRules;
import dev.boxoffice.testkit.contract.HttpContract;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The smallest service on the starter: it keeps notes, so that the starter is tested as services use it.
@SpringBootApplication
class NotesApplication {

    static final ProblemType NOTE_EXISTS = new ProblemType("note-exists", "That note exists", 409);

    @Bean
    AccessRules rules() {
        return rules -> rules.requestMatchers(HttpMethod.GET, "/notes")
                .permitAll()
                .requestMatchers("/operators")
                .hasAuthority(Role.OPERATOR.authority())
                .anyRequest()
                .authenticated();
    }

    @Bean
    ConstraintProblem uniqueNote() {
        return new ConstraintProblem("note_text_is_unique", NOTE_EXISTS, "There is such a note already.");
    }

    enum Kind {
        SHORT,
        LONG
    }

    record Memo(
            @Nullable String text,
            int count,
            @Nullable Instant at,
            @Nullable List<String> tags,
            @Nullable Kind kind,
            @Nullable Memo reply,
            @Nullable Map<String, String> labels) {}

    record NewNote(@NotBlank String text, @Nullable Money price) {}

    /// What a test can make the notes do.
    @Component
    static class Switches {
        final AtomicInteger runs = new AtomicInteger();
        volatile @Nullable CountDownLatch hold;
        volatile boolean broken;
        volatile @Nullable Problem refusal;
    }

    @RestController
    static class Notes {
        private final JdbcClient jdbc;
        private final OutboxRepository outbox;
        private final Switches switches;
        private final TransactionTemplate transactions;

        Notes(JdbcClient jdbc, OutboxRepository outbox, Switches switches, PlatformTransactionManager transactions) {
            this.jdbc = jdbc;
            this.outbox = outbox;
            this.switches = switches;
            this.transactions = new TransactionTemplate(transactions);
        }

        @PostMapping("/notes")
        @Idempotent
        ResponseEntity<Object> create(@Valid @RequestBody NewNote note) throws InterruptedException {
            switches.runs.incrementAndGet();
            var latch = switches.hold;
            if (latch != null) {
                latch.await();
            }
            var id = TimeOrderedId.next();
            jdbc.sql("insert into support.note values (?, ?)")
                    .params(id, note.text())
                    .update();
            if (switches.broken) {
                throw new IllegalStateException("broken on purpose: select secret from table");
            }
            return ResponseEntity.created(URI.create("/notes/" + id)).body(Map.of("id", id, "text", note.text()));
        }

        @PostMapping("/letters")
        @Idempotent(mode = Idempotent.Mode.LEASE)
        ResponseEntity<Object> send(@Valid @RequestBody NewNote note) {
            if (switches.broken) {
                throw new IllegalStateException("broken on purpose");
            }
            return ResponseEntity.accepted().body(Map.of("run", switches.runs.incrementAndGet()));
        }

        /// Written first, and refused after.
        @PostMapping("/refusable-notes")
        @Idempotent
        ResponseEntity<Object> createUnlessRefused(@Valid @RequestBody NewNote note) throws InterruptedException {
            var created = create(note);
            if (switches.refusal != null) {
                throw switches.refusal.toException();
            }
            return created;
        }

        @PostMapping("/refusable-letters")
        @Idempotent(mode = Idempotent.Mode.LEASE)
        ResponseEntity<Object> sendUnlessRefused(@Valid @RequestBody NewNote note) {
            if (switches.refusal != null) {
                throw switches.refusal.toException();
            }
            return send(note);
        }

        /// Its own transaction takes back what it has written, and says so by its answer.
        @PostMapping("/withdrawable-notes")
        @Idempotent
        ResponseEntity<Object> createUnlessWithdrawn(@Valid @RequestBody NewNote note) {
            return transactions.execute(transaction -> {
                jdbc.sql("insert into support.note values (?, ?)")
                        .params(TimeOrderedId.next(), note.text())
                        .update();
                if (switches.refusal != null) {
                    transaction.setRollbackOnly();
                    return switches.refusal.toResponse();
                }
                if (switches.broken) {
                    transaction.setRollbackOnly();
                }
                return ResponseEntity.accepted().body(Map.of("text", note.text()));
            });
        }

        /// Like a server that is stopped in the middle of a transaction.
        @PostMapping("/cut-letters")
        @Idempotent
        ResponseEntity<Object> cut(@Valid @RequestBody NewNote note) {
            switches.runs.incrementAndGet();
            jdbc.sql("select pg_terminate_backend(pg_backend_pid())").query().singleRow();
            return ResponseEntity.accepted().body(note);
        }

        @PostMapping("/messages")
        @org.springframework.transaction.annotation.Transactional
        public Map<String, UUID> message(@RequestBody NewNote note) {
            return Map.of("messageId", outbox.append("NoteWritten", TimeOrderedId.next(), Map.of("text", note.text())));
        }

        @PostMapping("/memos")
        Memo memo(@RequestBody Memo memo) {
            return memo;
        }

        @DeleteMapping("/memos")
        Map<String, Boolean> delete(@RequestBody(required = false) @Nullable Memo memo) {
            return Map.of("all", memo == null);
        }

        @GetMapping("/memos")
        Map<String, Object> memos(
                @RequestParam(required = false) @Nullable String term,
                @RequestParam(required = false) @Nullable List<String> tag,
                PageQuery page) {
            return Map.of("term", String.valueOf(term), "tags", tag == null ? List.of() : tag, "page", page.page());
        }

        /// Reads no body.
        @PostMapping("/bells")
        @Idempotent
        ResponseEntity<Object> ring() {
            return ResponseEntity.ok(Map.of("run", switches.runs.incrementAndGet()));
        }

        @DeleteMapping("/bells")
        ResponseEntity<Void> silence() {
            return ResponseEntity.noContent().build();
        }

        /// Reads its body itself.
        @PostMapping("/tapes")
        Map<String, Integer> tape(HttpServletRequest request) throws IOException {
            return Map.of("length", request.getInputStream().readAllBytes().length);
        }

        @PostMapping("/events/import")
        Map<String, Integer> bigBody(@RequestBody String body) {
            return Map.of("length", body.length());
        }

        /// Longer than what a connection takes without being read.
        @GetMapping("/long-notes")
        List<String> longNotes() {
            return Collections.nCopies(400_000, "a note that is as long as notes are, and of no interest to anybody");
        }

        /// The same, written by hand, as tables are.
        @GetMapping("/long-tables")
        void longTable(HttpServletResponse response) throws IOException {
            var out = response.getOutputStream();
            longNotes().forEach(note -> {
                try {
                    out.println(note);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }

        @GetMapping("/notes")
        PageInfo list(PageQuery page) {
            return PageInfo.of(page, 41);
        }

        @GetMapping("/notes/{id}")
        Map<String, UUID> read(@PathVariable UUID id) {
            return Map.of("id", id);
        }

        @GetMapping("/preferred-wait")
        String preferredWait(@RequestHeader(name = "Prefer", required = false) @Nullable String prefer) {
            return PreferredWait.of(prefer, HttpContract.LONGEST_WAIT)
                    .map(PreferredWait::duration)
                    .orElse(Duration.ZERO)
                    .toString();
        }

        @GetMapping("/me")
        Caller me(Caller caller) {
            return caller;
        }

        @GetMapping("/operators")
        String operators() {
            return "yes";
        }
    }
}
