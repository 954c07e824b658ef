package dev.boxoffice.gateway.waitingroom.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.platform.id.UserHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// L5: the script that the page `/draw/{eventId}` runs in browsers, run by Node.js as it is served: it passes the
/// draws we hold, and finds a lot that was inserted, dropped or moved.
class DrawVerifierTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long BASE = 1_764_356_399_123_456L;
    private static final byte[] KEY = new byte[32];

    static {
        new Random(7).nextBytes(KEY);
    }

    @TempDir
    private Path folder;

    private record Case(Map<String, Object> promised, Map<String, Object> drawn, DrawReceipt receipt) {}

    /// Entrants with holes between their lots, as those who left leave them.
    private static List<Entrants.Entrant> entrants(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new Entrants.Entrant(
                        BASE + i * 2L + (i > 5 ? 3 : 0), UserHash.of("fan-" + i).bytes()))
                .toList();
    }

    private static Map<String, Object> drawn(List<Entrants.Entrant> all) {
        return Map.of(
                "algorithm", Draw.ALGORITHM,
                "base", BASE,
                "entrants", all.size(),
                "merkleRoot", new Entrants(all).root(),
                "keyHash", sha256(KEY),
                "key", HexFormat.of().formatHex(KEY));
    }

    private static String sha256(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DrawReceipt receipt(List<Entrants.Entrant> all, int index) {
        List<byte[]> leaves = all.stream().map(Entrants.Entrant::leaf).toList();
        Entrants.Entrant own = all.get(index);
        return new DrawReceipt(
                own.lot(),
                HexFormat.of().formatHex(own.user()),
                index,
                new Draw(KEY, all.size()).of(index) + 1,
                MerkleTree.path(leaves, index).stream()
                        .map(HexFormat.of()::formatHex)
                        .toList());
    }

    private List<String> verify(List<Case> cases) throws IOException, InterruptedException {
        Path script = folder.resolve("draw.mjs");
        try (var served = DrawVerifierTest.class.getResourceAsStream("/web/js/draw.js")) {
            Files.write(script, java.util.Objects.requireNonNull(served).readAllBytes());
        }
        Files.writeString(folder.resolve("cases.json"), JSON.writeValueAsString(cases));
        Files.writeString(folder.resolve("run.mjs"), """
                import { readFileSync } from 'node:fs';
                import { verify } from './draw.mjs';
                const told = [];
                for (const { promised, drawn, receipt } of JSON.parse(readFileSync('cases.json'))) {
                  told.push((await verify(promised, drawn, receipt)).join('; '));
                }
                console.log(JSON.stringify(told));
                """);
        Process node = new ProcessBuilder("node", "run.mjs")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(output).isZero();
        return JSON.readTree(output).valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void everybody_who_took_part_verifies_their_place() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (int size : new int[] {1, 2, 3, 4, 5, 8, 33, 1_500}) {
            List<Entrants.Entrant> all = entrants(size);
            for (int index = 0; index < size; index += size > 100 ? 97 : 1) {
                cases.add(new Case(drawn(all), drawn(all), receipt(all, index)));
            }
        }
        assertThat(verify(cases)).hasSize(cases.size()).containsOnly("");
    }

    /// What is saved early says who would have been drawn then; more come, and that is no fraud.
    @Test
    void a_promise_saved_while_others_still_joined_is_held_to_what_it_promised() throws Exception {
        List<Entrants.Entrant> all = entrants(40);
        Map<String, Object> early = new HashMap<>(drawn(all.subList(0, 12)));
        early.remove("key");
        Map<String, Object> forged = new HashMap<>(early);
        forged.put("keyHash", sha256(new byte[32]));

        assertThat(verify(List.of(
                        new Case(early, drawn(all), receipt(all, 5)), new Case(forged, drawn(all), receipt(all, 5)))))
                .containsExactly("", "keyHash is not what was promised");
    }

    @Test
    void a_lot_that_was_inserted_dropped_or_moved_is_found() throws Exception {
        List<Entrants.Entrant> all = entrants(40);
        List<Entrants.Entrant> inserted = new ArrayList<>(all);
        inserted.add(
                7,
                new Entrants.Entrant(all.get(6).lot() + 1, UserHash.of("friend").bytes()));
        List<Entrants.Entrant> dropped = new ArrayList<>(all);
        dropped.remove(3);
        List<Entrants.Entrant> moved = new ArrayList<>(all);
        Collections.swap(moved, 20, 30);
        List<Case> cases = new ArrayList<>();
        for (List<Entrants.Entrant> other : List.of(inserted, dropped, moved)) {
            int index = other.indexOf(all.get(20));
            // Told of what was drawn really, with what was promised before; and with the promised root told again.
            cases.add(new Case(drawn(all), drawn(other), receipt(other, index)));
            cases.add(new Case(drawn(all), drawn(all), receipt(other, index)));
        }
        // Whoever was dropped is shown the proof of somebody else's lot.
        DrawReceipt others = receipt(dropped, 3);
        cases.add(new Case(
                drawn(dropped),
                drawn(dropped),
                new DrawReceipt(
                        all.get(3).lot(),
                        HexFormat.of().formatHex(all.get(3).user()),
                        3,
                        others.place(),
                        others.path())));
        assertThat(verify(cases)).hasSize(7).doesNotContain("");
    }

    @Test
    void another_key_and_another_place_are_found() throws Exception {
        List<Entrants.Entrant> all = entrants(40);
        DrawReceipt mine = receipt(all, 11);
        Map<String, Object> otherKey = new java.util.HashMap<>(drawn(all));
        otherKey.put("key", "00".repeat(32));
        DrawReceipt elsewhere =
                new DrawReceipt(mine.lot(), mine.entrant(), mine.index(), mine.place() % 40 + 1, mine.path());
        assertThat(verify(List.of(new Case(drawn(all), otherKey, mine), new Case(drawn(all), drawn(all), elsewhere))))
                .doesNotContain("");
    }
}
