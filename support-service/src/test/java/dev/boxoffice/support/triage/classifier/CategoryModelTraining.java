package dev.boxoffice.support.triage.classifier;

import dev.boxoffice.support.triage.concept.ClauseText;
import dev.boxoffice.support.triage.concept.ConceptSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Learns the classifier's weights from labelled sentences, by gradient descent with momentum over all of them at
/// once: the same sentences give the same weights on every machine.
final class CategoryModelTraining {
    private static final int FEWEST_SENTENCES = 3;
    private static final int ROUNDS = 400;
    private static final double STEP = 4;
    private static final double BIAS_STEP = 6;
    private static final double MOMENTUM = 0.9;
    private static final double DECAY = 8e-5;

    /// Weights are kept in steps of this size: small ones say nothing and are left out.
    private static final double GRAIN = 0.5;

    /// One sentence: the numbers of its features, how much each counts, and the number of its category.
    private record Example(int[] features, double[] shares, int category) {}

    private final List<String> categories;
    private final Map<String, Integer> features = new HashMap<>();
    private final List<Example> examples;

    private CategoryModelTraining(List<LabelledSentence> sentences, ConceptSet concepts) {
        categories = List.copyOf(
                new TreeSet<>(sentences.stream().map(LabelledSentence::category).toList()));
        var readings = sentences.stream()
                .map(sentence -> {
                    var text = ClauseText.of(sentence.text());
                    return FeatureReading.of(text, concepts.read(text));
                })
                .toList();
        var seen = new HashMap<String, Integer>();
        readings.forEach(reading -> Stream.of(reading.ideas(), reading.parts())
                .flatMap(List::stream)
                .forEach(feature -> seen.merge(feature, 1, Integer::sum)));
        new TreeSet<>(seen.keySet())
                .stream()
                        .filter(feature -> seen.getOrDefault(feature, 0) >= FEWEST_SENTENCES)
                        .forEach(feature -> features.put(feature, features.size()));
        examples = new ArrayList<>();
        for (var i = 0; i < sentences.size(); i++) {
            var weighed = readings.get(i).weighed(features::containsKey);
            examples.add(new Example(
                    weighed.keySet().stream()
                            .mapToInt(feature -> features.getOrDefault(feature, -1))
                            .toArray(),
                    weighed.values().stream().mapToDouble(Double::doubleValue).toArray(),
                    categories.indexOf(sentences.get(i).category())));
        }
    }

    static CategoryModel train(List<LabelledSentence> sentences, ConceptSet concepts) {
        return new CategoryModelTraining(sentences, concepts).descend();
    }

    private CategoryModel descend() {
        var weights = new double[features.size()][categories.size()];
        var speed = new double[features.size()][categories.size()];
        var biases = new double[categories.size()];
        for (var round = 0; round < ROUNDS; round++) {
            var slope = new double[features.size()][categories.size()];
            var tilt = new double[categories.size()];
            examples.forEach(example -> learn(example, weights, biases, slope, tilt));
            for (var f = 0; f < weights.length; f++) {
                for (var c = 0; c < biases.length; c++) {
                    var gradient = slope[f][c] / examples.size() * categories.size() + DECAY * weights[f][c];
                    speed[f][c] = MOMENTUM * speed[f][c] - STEP * gradient;
                    weights[f][c] += speed[f][c];
                }
            }
            for (var c = 0; c < biases.length; c++) {
                biases[c] -= BIAS_STEP * tilt[c] / examples.size();
            }
        }
        return rounded(weights, biases);
    }

    private static void learn(Example example, double[][] weights, double[] biases, double[][] slope, double[] tilt) {
        var scores = biases.clone();
        for (var i = 0; i < example.features().length; i++) {
            var row = weights[example.features()[i]];
            for (var c = 0; c < scores.length; c++) {
                scores[c] += row[c] * example.shares()[i];
            }
        }
        var error = CategoryModel.softmax(scores);
        error[example.category()] -= 1;
        for (var c = 0; c < error.length; c++) {
            tilt[c] += error[c];
        }
        for (var i = 0; i < example.features().length; i++) {
            var row = slope[example.features()[i]];
            for (var c = 0; c < error.length; c++) {
                row[c] += error[c] * example.shares()[i];
            }
        }
    }

    private CategoryModel rounded(double[][] weights, double[] biases) {
        var kept = new HashMap<String, double[]>();
        features.forEach((feature, f) -> {
            var row = new double[categories.size()];
            var speaks = false;
            for (var c = 0; c < row.length; c++) {
                row[c] = Math.rint(weights[f][c] / GRAIN) * GRAIN + 0.0;
                speaks |= row[c] != 0;
            }
            if (speaks) {
                kept.put(feature, row);
            }
        });
        var even = new double[biases.length];
        for (var c = 0; c < even.length; c++) {
            even[c] = Math.rint(biases[c] * 100) / 100 + 0.0;
        }
        return new CategoryModel(categories, even, kept);
    }
}
