package dev.boxoffice.support.triage.classifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// A sentence as people write them, and what it is about.
public record LabelledSentence(String language, String category, String text) {

    /// Of these files one half is kept apart.
    private static final Set<String> HALVED = Set.of("later.tsv", "unrelated.tsv");

    /// Those of a file of the corpus, in its order.
    public static List<LabelledSentence> read(String file) {
        try (var in = Objects.requireNonNull(LabelledSentence.class.getResourceAsStream("/corpus/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new LabelledSentence(parts[0], parts[1], parts[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the classifier learns from.
    public static List<LabelledSentence> training() {
        return Stream.of(
                        "rule-writing.tsv",
                        "later.tsv",
                        "varied.tsv",
                        "direct.tsv",
                        "borders.tsv",
                        "strangers-1.tsv",
                        "strangers-2.tsv",
                        "unrelated.tsv")
                .flatMap(file ->
                        read(file).stream().filter(sentence -> !(HALVED.contains(file) && sentence.isHeldOut())))
                .toList();
    }

    /// All that neither rules nor classifier have learned from, whenever it was written.
    public static List<LabelledSentence> keptApart() {
        return Stream.of("held-out.tsv", "later.tsv", "strangers-3.tsv", "independent.tsv")
                .flatMap(file -> read(file).stream().filter(sentence -> !HALVED.contains(file) || sentence.isHeldOut()))
                .toList();
    }

    /// Decided by the text alone, so that it stays so whatever is added.
    public boolean isHeldOut() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return (digest[0] & 1) == 1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
