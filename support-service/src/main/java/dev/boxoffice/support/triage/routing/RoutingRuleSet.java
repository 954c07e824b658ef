package dev.boxoffice.support.triage.routing;

import dev.boxoffice.platform.problem.FieldErrors;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One version of the routing table: the first line whose condition holds names the queue.
public final class RoutingRuleSet {

    /// Where a case goes that no line takes.
    public static final String DEFAULT_QUEUE = "general";
    /// Where members of an acknowledged incident wait for its resolution.
    public static final String BULK_QUEUE = "bulk-resolution";
    /// Where the case lives that proves the timers.
    public static final String SYNTHETIC_QUEUE = "synthetic";

    public static final int MAX_RULES = 200;
    private static final Pattern QUEUE_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_QUEUE_NAME = 60;

    private record Line(RoutingCondition condition, String queue) {}

    private final int version;
    private final List<RoutingRule> rules;
    private final List<Line> lines;

    private RoutingRuleSet(int version, List<RoutingRule> rules, List<Line> lines) {
        this.version = version;
        this.rules = rules;
        this.lines = lines;
    }

    /// @throws dev.boxoffice.platform.problem.ProblemException 422 naming each line that cannot be read
    public static RoutingRuleSet read(int version, List<RoutingRule> rules) {
        var errors = FieldErrors.collect()
                .rejectIf(
                        rules.isEmpty() || rules.size() > MAX_RULES, "rules", "must have 1 to " + MAX_RULES + " lines");
        var lines = new java.util.ArrayList<Line>();
        for (var i = 0; i < rules.size(); i++) {
            read(rules.get(i), "rules[" + i + "]", errors).ifPresent(lines::add);
        }
        errors.throwIfAny();
        return new RoutingRuleSet(version, List.copyOf(rules), List.copyOf(lines));
    }

    private static Optional<Line> read(RoutingRule rule, String at, FieldErrors errors) {
        if (rule.queue().length() > MAX_QUEUE_NAME
                || !QUEUE_NAME.matcher(rule.queue()).matches()) {
            errors.reject(at + ".queue", "must be lower-case words joined by hyphens");
        }
        try {
            return Optional.of(new Line(RoutingCondition.read(rule.when()), rule.queue()));
        } catch (UnreadableConditionException unreadable) {
            errors.reject(at + ".when", String.valueOf(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    public int version() {
        return version;
    }

    public List<RoutingRule> rules() {
        return rules;
    }

    public String queueFor(RoutingFacts facts) {
        return lines.stream()
                .filter(line -> line.condition().holdsFor(facts))
                .map(Line::queue)
                .findFirst()
                .orElse(DEFAULT_QUEUE);
    }

    public Set<String> queues() {
        var queues = new LinkedHashSet<String>();
        lines.forEach(line -> queues.add(line.queue()));
        queues.addAll(List.of(DEFAULT_QUEUE, BULK_QUEUE));
        return queues;
    }

    /// The expertise a queue is for, where its lines agree on one.
    public Optional<String> moduleOf(String queue) {
        var modules = lines.stream()
                .filter(line -> line.queue().equals(queue))
                .map(line -> line.condition().pinned("module"))
                .distinct()
                .toList();
        return modules.size() == 1 ? modules.getFirst() : Optional.empty();
    }
}
