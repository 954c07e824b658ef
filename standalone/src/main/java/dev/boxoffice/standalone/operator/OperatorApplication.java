package dev.boxoffice.standalone.operator;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The operator's commands. Exit codes: 0 done, 1 refused or a promise is broken, 2 wrongly called.
public final class OperatorApplication {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final long POLL_MILLIS = 1_000;
    private static final int MOST_LINES = 50;
    private static final Map<String, Integer> ARGUMENTS = Map.of(
            "reconcile", 1,
            "release", 1,
            "rebuild-search", 0,
            "drain", 1,
            "archive", 1,
            "restore", 1,
            "verify", 0,
            "rotate-ticket-key", 0);

    private final OperatorSettings settings;
    private final OperatorClient client;
    private final PrintStream out;

    OperatorApplication(OperatorSettings settings, PrintStream out) {
        this.settings = settings;
        this.client = new OperatorClient(settings);
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var wanted = Optional.ofNullable(ARGUMENTS.get(command));
        if (wanted.isEmpty() || (arguments.size() - 1 != wanted.get() && !isReconcileSince(arguments))) {
            err.println(
                    "boxoffice: reconcile <bookingId> | reconcile --since <instant> | release <holdId or ticketId> | rebuild-search"
                            + " | drain <eventId> | archive <eventId> | restore <eventId> | verify | rotate-ticket-key");
            return MISUSED;
        }
        try {
            if (command.equals("rotate-ticket-key")) {
                return rotateTicketKey(environment, out);
            }
            var operator = new OperatorApplication(OperatorSettings.from(environment), out);
            return operator.carryOut(command, arguments.subList(1, arguments.size()));
        } catch (OperationRefusedException refused) {
            err.println("boxoffice: " + refused.getMessage());
        } catch (UncheckedIOException | IOException unreachable) {
            err.println("boxoffice: the platform cannot be reached: " + unreachable);
        } catch (SQLException refused) {
            err.println("boxoffice: the database says: " + refused.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }

    /// Where the key of now is given, its successor is told, for whoever keeps the secrets; else it is kept here.
    private static int rotateTicketKey(Map<String, String> environment, PrintStream out) throws IOException {
        var current = environment.getOrDefault("BOXOFFICE_TICKET_SIGNINGKEY", "");
        if (current.isBlank()) {
            TicketKeyRotation.inDirectory(Path.of(environment.getOrDefault("BOXOFFICE_HOME", ".boxoffice"), "secrets"));
            out.println("The next start signs tickets with a new key; those sold before stay valid.");
        } else {
            var rotation =
                    TicketKeyRotation.of(current, environment.getOrDefault("BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS", ""));
            out.println("BOXOFFICE_TICKET_PREVIOUSPUBLICKEYS=" + rotation.previousPublicKeys());
            out.println("BOXOFFICE_TICKET_SIGNINGKEY=" + rotation.signingKey());
        }
        return DONE;
    }

    private int carryOut(String command, List<String> arguments)
            throws IOException, InterruptedException, SQLException {
        return switch (command) {
            case "reconcile" ->
                arguments.size() == 2 ? reconcileSince(arguments.get(1)) : reconcile(arguments.getFirst());
            case "release" -> release(arguments.getFirst());
            case "rebuild-search" -> rebuildSearch();
            case "drain" -> drain(arguments.getFirst());
            case "archive" -> moveArchive("POST", arguments.getFirst(), "archived");
            case "restore" -> moveArchive("DELETE", arguments.getFirst(), "restored");
            case "verify" -> verify();
            default -> throw new IllegalStateException(command);
        };
    }

    private int reconcile(String booking) {
        var answer = client.bookingService("POST", "/operator/bookings/" + encoded(booking) + "/reconciliation");
        out.printf(
                "Booking %s: was %s, is %s; Stripe says: %s%n",
                booking,
                answer.path("before").asString(),
                answer.path("after").asString(),
                answer.path("payment").asString());
        return DONE;
    }

    private static boolean isReconcileSince(List<String> arguments) {
        return arguments.size() == 3
                && arguments.getFirst().equals("reconcile")
                && arguments.get(1).equals("--since");
    }

    /// After a restore: every payment Stripe has had since gets its booking, or its money goes back.
    private int reconcileSince(String since) {
        var checked = 0L;
        var restored = 0L;
        var refunded = 0L;
        var unreadable = 0L;
        for (var after = "first"; !after.isEmpty(); ) {
            var query = "?since=" + encoded(since) + (after.equals("first") ? "" : "&after=" + encoded(after));
            var page = client.bookingService("POST", "/operator/restorations" + query);
            checked += page.path("checked").asLong();
            restored += page.path("restored").size();
            refunded += page.path("refunded").size();
            unreadable += page.path("unreadable").size();
            page.path("unreadable").forEach(payment -> out.println("UNKNOWN payment " + payment.asString()));
            after = page.path("next").asString("");
        }
        out.printf(
                "%d payments since %s: %d bookings made again, %d refunded because their seats are sold%n",
                checked, since, restored, refunded);
        return unreadable == 0 ? DONE : FAILED;
    }

    private int release(String hold) {
        client.bookingService("DELETE", "/operator/holds/" + encoded(hold));
        out.println("Released: the seats are free.");
        return DONE;
    }

    /// Batch by batch; it can be stopped and called again.
    private int moveArchive(String method, String event, String done) {
        var moved = 0L;
        for (var more = true; more; ) {
            var batch = client.bookingService(method, "/operator/events/" + encoded(event) + "/archive");
            moved += batch.path("moved").asLong();
            more = batch.path("more").asBoolean();
        }
        out.printf("%d bookings and waitlist entries of event %s %s%n", moved, event, done);
        return DONE;
    }

    private int rebuildSearch() throws InterruptedException {
        var rebuild = client.gateway("POST", "/search/rebuild", null);
        out.println("Rebuild " + rebuild.path("id").asString() + " is asked for; searches go on meanwhile.");
        var deadline = System.nanoTime() + settings.patience().toNanos();
        while (!rebuild.hasNonNull("finishedAt")) {
            if (System.nanoTime() > deadline) {
                throw new OperationRefusedException(
                        "the rebuild is not done yet; GET /search/rebuild shows how far it is");
            }
            Thread.sleep(POLL_MILLIS);
            rebuild = client.gateway("GET", "/search/rebuild", null);
            out.printf(
                    "  %s: %s of %s events%n",
                    rebuild.path("state").asString(),
                    rebuild.path("indexed").asString("0"),
                    rebuild.path("total").asString("?"));
        }
        return rebuild.path("state").asString().equals("DONE") ? DONE : FAILED;
    }

    /// Switched off: everybody who waits is let in.
    private int drain(String event) {
        client.gateway("PUT", "/events/" + encoded(event) + "/queue/settings", Map.of("mode", "OFF"));
        var room = client.gateway("GET", "/queues", null)
                .path("queues")
                .valueStream()
                .filter(queue -> queue.path("eventId").asString().equals(event))
                .findFirst();
        out.printf(
                "The waiting room of event %s is off; %s waited and %s were inside. Who waits is let in.%n",
                event,
                room.map(queue -> queue.path("waiting").asString()).orElse("nobody"),
                room.map(queue -> queue.path("admitted").asString()).orElse("nobody"));
        return DONE;
    }

    private int verify() throws SQLException, IOException {
        var found = new InvariantCheck(settings).look();
        out.printf(
                "%d bookings, %d of them confirmed, %d tickets booked%n",
                found.bookings(), found.confirmed(), found.bookedTickets());
        var differences = new LedgerCheck(client, out).compare();
        if (found.broken().isEmpty()) {
            out.println("Every seat has at most one owner, and every payment its tickets.");
            return differences == 0 ? DONE : FAILED;
        }
        found.broken().stream().limit(MOST_LINES).forEach(line -> out.println("BROKEN " + line));
        out.println(found.broken().size() + " promises are broken; docs/runbooks/SeatSoldTwice.md says what to do.");
        return FAILED;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8);
    }
}
