package dev.boxoffice.support.triage.proposal;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Category rules tried out on past cases. Nothing changes.
@RestController
class CategoryDryRunController {

    private final CategoryDryRunService dryRun;

    CategoryDryRunController(CategoryDryRunService dryRun) {
        this.dryRun = dryRun;
    }

    @PostMapping("/support/category-rules/dry-run")
    CategoryDryRun tryOut(@RequestBody CategoryDryRunRequest request) {
        return dryRun.categorise(request);
    }
}
