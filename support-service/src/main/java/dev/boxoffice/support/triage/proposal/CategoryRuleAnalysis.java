package dev.boxoffice.support.triage.proposal;

import dev.boxoffice.support.triage.category.CategoryRuleSet;
import dev.boxoffice.support.triage.category.NormalizedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Learns from corrections: words that cases moved into a category have in common become proposed keywords, each with
/// the effect it would have had on past cases.
public final class CategoryRuleAnalysis {

    private record Candidate(String category, String phrase) {}

    public static final int FEWEST_CORRECTIONS = 3;
    public static final int MOST_PROPOSALS = 10;
    private static final int MOST_CANDIDATES = 40;
    private static final int SHORTEST_WORD = 4;

    private final CategoryRuleSet rules;
    private final List<LabelledCase> past;

    CategoryRuleAnalysis(CategoryRuleSet rules, List<LabelledCase> past) {
        this.rules = rules;
        this.past = past;
    }

    public List<CategoryRuleProposal> propose() {
        var before = correctBy(rules);
        return candidates().entrySet().stream()
                .map(candidate -> effect(candidate.getKey(), candidate.getValue(), before))
                .filter(proposal ->
                        proposal.improved() >= FEWEST_CORRECTIONS && proposal.improved() >= 4 * proposal.worsened())
                .sorted(Comparator.comparingInt(
                                (CategoryRuleProposal proposal) -> proposal.worsened() - proposal.improved())
                        .thenComparing(proposal -> -proposal.keyword().length()))
                .collect(ArrayList<CategoryRuleProposal>::new, CategoryRuleAnalysis::addApart, List::addAll)
                .stream()
                .limit(MOST_PROPOSALS)
                .toList();
    }

    /// Of phrases that are parts of one another only the best is proposed.
    private static void addApart(List<CategoryRuleProposal> chosen, CategoryRuleProposal next) {
        if (chosen.stream().noneMatch(before -> before.overlaps(next))) {
            chosen.add(next);
        }
    }

    /// Phrases of one or two words that several cases corrected to the same category share.
    private Map<Candidate, Integer> candidates() {
        var counts = new HashMap<Candidate, Integer>();
        for (var one : past) {
            if (one.corrected() && rules.named(one.category()).isPresent()) {
                phrases(one).forEach(phrase -> counts.merge(new Candidate(one.category(), phrase), 1, Integer::sum));
            }
        }
        var frequent = new HashMap<Candidate, Integer>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST_CORRECTIONS)
                .sorted(Map.Entry.<Candidate, Integer>comparingByValue().reversed())
                .limit(MOST_CANDIDATES)
                .forEach(entry -> frequent.put(entry.getKey(), entry.getValue()));
        return frequent;
    }

    private static Set<String> phrases(LabelledCase one) {
        var words = NormalizedText.of(one.subject() + " . " + one.body()).list();
        var phrases = new HashSet<String>();
        for (var i = 0; i < words.size(); i++) {
            if (words.get(i).length() >= SHORTEST_WORD) {
                phrases.add(words.get(i));
                if (i + 1 < words.size() && words.get(i + 1).length() >= SHORTEST_WORD) {
                    phrases.add(words.get(i) + " " + words.get(i + 1));
                }
            }
        }
        return phrases;
    }

    private CategoryRuleProposal effect(Candidate candidate, int corrections, boolean[] before) {
        var after = correctBy(rules.withKeyword(candidate.category(), candidate.phrase()));
        var improved = (int) IntStream.range(0, past.size())
                .filter(i -> after[i] && !before[i])
                .count();
        var worsened = (int) IntStream.range(0, past.size())
                .filter(i -> !after[i] && before[i])
                .count();
        return new CategoryRuleProposal(candidate.category(), candidate.phrase(), corrections, improved, worsened);
    }

    private boolean[] correctBy(CategoryRuleSet tried) {
        var correct = new boolean[past.size()];
        for (var i = 0; i < past.size(); i++) {
            var one = past.get(i);
            // By rules alone: what a vote gets right today is no reason against a rule that would.
            var said =
                    tried.understood(one.errorCode(), one.subject(), one.body()).orElse(CategoryRuleSet.OTHER);
            correct[i] = said.category().equals(one.category());
        }
        return correct;
    }
}
