package dev.boxoffice.support.triage.proposal;

import dev.boxoffice.support.triage.category.CategoryRuleService;
import java.util.ArrayList;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/// Tries category rules out on the latest cases, without changing anything.
@Service
class CategoryDryRunService {
    private static final int MOST_CASES = 5_000;
    private static final int MOST_CHANGES = 50;

    private final CategoryRuleService rules;
    private final CategorisedCaseRepository cases;

    CategoryDryRunService(CategoryRuleService rules, CategorisedCaseRepository cases) {
        this.rules = rules;
        this.cases = cases;
    }

    CategoryDryRun categorise(CategoryDryRunRequest request) {
        var current = rules.current();
        var tried = request.tried(current);
        var category = request.categoryBy(tried);
        var byCategory = new TreeMap<String, Integer>();
        var changes = new ArrayList<CategoryDryRun.Change>();
        var past = cases.findLatest(MOST_CASES);
        var improved = 0;
        var worsened = 0;
        for (var one : past) {
            var from = current.categorise(one.errorCode(), one.subject(), one.body())
                    .category();
            var to =
                    tried.categorise(one.errorCode(), one.subject(), one.body()).category();
            byCategory.merge(to, 1, Integer::sum);
            if (!from.equals(to)) {
                changes.add(new CategoryDryRun.Change(one.id(), from, to));
                improved += to.equals(one.label()) ? 1 : 0;
                worsened += from.equals(one.label()) ? 1 : 0;
            }
        }
        var shown = changes.subList(0, Math.min(changes.size(), MOST_CHANGES));
        return new CategoryDryRun(past.size(), changes.size(), improved, worsened, byCategory, shown, category);
    }
}
