package dev.boxoffice.standalone.stripe.ledger;

import dev.boxoffice.standalone.stripe.model.SimulatedCharge;
import dev.boxoffice.standalone.stripe.model.SimulatedCustomer;
import dev.boxoffice.standalone.stripe.model.SimulatedDispute;
import dev.boxoffice.standalone.stripe.model.SimulatedEvent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentIntent;
import dev.boxoffice.standalone.stripe.model.SimulatedPaymentMethod;
import dev.boxoffice.standalone.stripe.model.SimulatedRefund;
import dev.boxoffice.standalone.stripe.model.StripeRefusalException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An append-only file of JSON lines, one for each object as it became; without a file it forgets at once.
///
/// Reading it back compacts it: of each object only the last state is kept.
public final class SimulatorJournal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    /// As they are named in the file: a journal outlives the names of classes.
    private static final Map<String, Class<?>> KINDS = Map.of(
            "PaymentIntent", SimulatedPaymentIntent.class,
            "Charge", SimulatedCharge.class,
            "Refund", SimulatedRefund.class,
            "Dispute", SimulatedDispute.class,
            "Customer", SimulatedCustomer.class,
            "PaymentMethod", SimulatedPaymentMethod.class,
            "StripeEvent", SimulatedEvent.class,
            "RememberedAnswer", StripeRememberedAnswer.class,
            "ErrorObject", StripeRefusalException.ErrorObject.class,
            "Delivered", SimulatorLedger.Delivered.class);

    private static final Map<Class<?>, String> NAMES =
            KINDS.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private final @Nullable Path file;
    private @Nullable FileChannel channel;
    private final StringBuilder gathered = new StringBuilder();
    private int gathering;

    private SimulatorJournal(@Nullable Path file) {
        this.file = file;
    }

    public static SimulatorJournal in(@Nullable Path file) {
        return new SimulatorJournal(file);
    }

    /// Gives every object back as it became last, in the order in which they were made, then opens for appending. Only
    /// positions are held in memory: the file may be far larger than what is kept of it.
    public void replay(Consumer<Object> restore) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
            var compact = file.resolveSibling(file.getFileName() + ".new");
            try (var old = FileChannel.open(file);
                    var writer = new BufferedOutputStream(Files.newOutputStream(compact))) {
                for (var position : lastStates()) {
                    var line = position.readFrom(old);
                    writer.write(line);
                    writer.write('\n');
                    restore.accept(JSON.readValue(line, Line.class).read());
                }
            }
            Files.move(compact, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel = FileChannel.open(file, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the simulator's journal " + file, e);
        }
    }

    /// Where the last state of each object stands that is not too old to be kept.
    private Collection<Position> lastStates() throws IOException {
        var made = new LinkedHashMap<String, Position>();
        var ofKind = new HashMap<String, ArrayDeque<String>>();
        try (var lines = Files.newInputStream(Objects.requireNonNull(file))) {
            var reader = new LineReader(lines);
            for (var line = reader.next(); line != null; line = reader.next()) {
                var head = headOf(line);
                var position = new Position(reader.lineStart(), line.length);
                if (head != null && made.put(head.key(), position) == null) {
                    var keys = ofKind.computeIfAbsent(head.kind(), _ -> new ArrayDeque<>());
                    keys.add(head.key());
                    if (keys.size() > SimulatorLedger.keepOf(head.kind())) {
                        made.remove(keys.remove());
                    }
                }
            }
        }
        return made.values();
    }

    /// Null for a line cut off by a crash: what it told never left this process.
    private static @Nullable Head headOf(byte[] line) {
        try {
            return JSON.readValue(line, Head.class);
        } catch (JacksonException cutOff) {
            return null;
        }
    }

    private record Head(String kind, String id) {
        String key() {
            return kind + id;
        }
    }

    private record Position(long offset, int length) {
        byte[] readFrom(FileChannel channel) throws IOException {
            var line = ByteBuffer.allocate(length);
            while (line.hasRemaining() && channel.read(line, offset + line.position()) >= 0) {
                // until the line is whole
            }
            return line.array();
        }
    }

    /// Lines as bytes, each with the place where it begins.
    private static final class LineReader {
        private final InputStream in;
        private long end;
        private long start;

        LineReader(InputStream in) {
            this.in = new BufferedInputStream(in, 1 << 16);
        }

        byte @Nullable [] next() throws IOException {
            start = end;
            var line = new ByteArrayOutputStream();
            for (var next = in.read(); next >= 0; next = in.read()) {
                end++;
                if (next == '\n') {
                    return line.toByteArray();
                }
                line.write(next);
            }
            return line.size() == 0 ? null : line.toByteArray();
        }

        long lineStart() {
            return start;
        }
    }

    /// Until [#write] is called as often, lines are kept together.
    synchronized void gather() {
        gathering++;
    }

    synchronized void write() {
        gathering--;
        writeGathered();
    }

    public synchronized void append(Object row) {
        if (channel == null) {
            return;
        }
        gathered.append(JSON.writeValueAsString(Written.of(row))).append('\n');
        writeGathered();
    }

    private void writeGathered() {
        if (gathering > 0 || channel == null || gathered.isEmpty()) {
            return;
        }
        try {
            var bytes = ByteBuffer.wrap(gathered.toString().getBytes(StandardCharsets.UTF_8));
            gathered.setLength(0);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the simulator's journal", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the simulator's journal", e);
        }
    }

    /// What [Line] reads back, written from the object itself.
    private record Written(
            String kind, String id, Object value, @Nullable String inner) {
        static Written of(Object row) {
            var inner = switch (row) {
                case SimulatedEvent event -> NAMES.get(event.object().getClass());
                case StripeRememberedAnswer answer -> NAMES.get(answer.body().getClass());
                default -> null;
            };
            return new Written(Objects.requireNonNull(NAMES.get(row.getClass())), idOf(row), row, inner);
        }

        private static String idOf(Object row) {
            return switch (row) {
                case SimulatedPaymentIntent intent -> intent.id();
                case SimulatedCharge charge -> charge.id();
                case SimulatedRefund refund -> refund.id();
                case SimulatedDispute dispute -> dispute.id();
                case SimulatedCustomer customer -> customer.id();
                case SimulatedPaymentMethod method -> method.id();
                case SimulatedEvent event -> event.id();
                case StripeRememberedAnswer answer -> answer.key();
                case SimulatorLedger.Delivered delivered -> delivered.event();
                default -> throw new IllegalArgumentException("Not journaled: " + row.getClass());
            };
        }
    }

    /// An object with the name of its type; `inner` names the type of an object inside, where that may be any.
    private record Line(
            String kind,
            String id,
            JsonNode value,
            @Nullable String inner) {
        Object read() {
            var row = JSON.treeToValue(value, KINDS.get(kind));
            if (inner == null) {
                return row;
            }
            return switch (row) {
                case SimulatedEvent event ->
                    new SimulatedEvent(
                            event.id(),
                            event.created(),
                            event.type(),
                            JSON.treeToValue(value.get("object"), KINDS.get(inner)),
                            event.requestId(),
                            event.idempotencyKey());
                case StripeRememberedAnswer answer ->
                    new StripeRememberedAnswer(
                            answer.key(),
                            answer.fingerprint(),
                            answer.requestId(),
                            answer.status(),
                            JSON.treeToValue(value.get("body"), KINDS.get(inner)));
                default -> row;
            };
        }
    }
}
