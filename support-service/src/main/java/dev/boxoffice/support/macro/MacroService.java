package dev.boxoffice.support.macro;

import dev.boxoffice.support.triage.rule.RuleKind;
import dev.boxoffice.support.triage.rule.RuleVersionRepository;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The text modules in force, and how the manager replaces them.
@Service
class MacroService {

    record MacroSet(int version, List<Macro> macros) {}

    private final MacroRepository macros;
    private final RuleVersionRepository versions;

    MacroService(MacroRepository macros, RuleVersionRepository versions) {
        this.macros = macros;
        this.versions = versions;
    }

    MacroSet current() {
        var newest = versions.newest(RuleKind.MACRO);
        return new MacroSet(newest, macros.findByVersion(newest));
    }

    /// @return whether they were replaced; false when somebody else was faster
    @Transactional
    public boolean replace(int basedOn, List<Macro> next, String author, Instant now) {
        if (!versions.add(RuleKind.MACRO, basedOn, author, now)) {
            return false;
        }
        macros.insert(basedOn + 1, next);
        return true;
    }
}
