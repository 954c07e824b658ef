package dev.boxoffice.support.triage.classifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Multinomial logistic regression: how much each feature speaks for each category.
///
/// As a file: a line of the categories, one of their biases, then a line for each feature, whose name stands
/// before the tab and after it `number of the category:weight`, of those that are not zero.
public record CategoryModel(List<String> categories, double[] biases, Map<String, double[]> weights) {

    private static final String BIAS = "(bias)";
    private static final double[] NO_WEIGHTS = {};

    public static CategoryModel read(List<String> lines) {
        var categories = List.of(lines.getFirst().split(" "));
        var weights = new HashMap<String, double[]>();
        for (var line : lines.subList(1, lines.size())) {
            var parts = line.split("\t");
            var row = new double[categories.size()];
            for (var entry : parts[1].split(" ")) {
                var colon = entry.indexOf(':');
                row[Integer.parseInt(entry, 0, colon, 10)] = Double.parseDouble(entry.substring(colon + 1));
            }
            weights.put(parts[0], row);
        }
        var biases = weights.remove(BIAS);
        return new CategoryModel(categories, biases == null ? new double[categories.size()] : biases, weights);
    }

    public List<String> write() {
        var lines = new ArrayList<String>();
        lines.add(String.join(" ", categories));
        lines.add(BIAS + "\t" + row(biases));
        new TreeMap<>(weights).forEach((feature, row) -> lines.add(feature + "\t" + row(row)));
        return lines;
    }

    private static String row(double[] weights) {
        var entries = new ArrayList<String>();
        for (var i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                entries.add(i + ":" + weights[i]);
            }
        }
        return entries.isEmpty() ? "0:0.0" : String.join(" ", entries);
    }

    /// How likely each category is, in their order.
    public double[] likelihoods(FeatureReading reading) {
        var scores = biases.clone();
        reading.weighed(weights::containsKey).forEach((feature, share) -> {
            var row = weights.getOrDefault(feature, NO_WEIGHTS);
            for (var i = 0; i < row.length; i++) {
                scores[i] += row[i] * share;
            }
        });
        return softmax(scores);
    }

    /// In place. The same on every machine: what `Math` may do faster it may do otherwise.
    static double[] softmax(double[] scores) {
        var highest = scores[0];
        for (var score : scores) {
            highest = Math.max(highest, score);
        }
        var sum = 0.0;
        for (var i = 0; i < scores.length; i++) {
            scores[i] = StrictMath.exp(scores[i] - highest);
            sum += scores[i];
        }
        for (var i = 0; i < scores.length; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    public CategoryVote vote(FeatureReading reading) {
        var likelihoods = likelihoods(reading);
        var best = 0;
        for (var i = 1; i < likelihoods.length; i++) {
            best = likelihoods[i] > likelihoods[best] ? i : best;
        }
        return new CategoryVote(categories.get(best), likelihoods[best]);
    }
}
