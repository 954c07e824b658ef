package dev.boxoffice.support.cases.view;

import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.history.HistoryRepository;
import org.jspecify.annotations.Nullable;

/// Who reads a case, and so what is hidden from them.
public enum CaseViewer {
    REPORTER,
    AGENT,
    /// Works for another company: personal data is masked.
    CONTRACTOR;

    private static final String SOMEBODY_AT_THE_DESK = "agent";

    /// Reporters speak with the desk, not with agents by their user names.
    public String nameOf(String author, SupportCase shown) {
        return switch (this) {
            case AGENT -> author;
            case REPORTER ->
                shown.isReportedBy(author) || author.equals(HistoryRepository.DESK) ? author : SOMEBODY_AT_THE_DESK;
            case CONTRACTOR -> shown.isReportedBy(author) ? String.valueOf(name(author)) : author;
        };
    }

    @Nullable
    public String name(@Nullable String name) {
        return this == CONTRACTOR ? PersonalDataMask.name(name) : name;
    }

    @Nullable
    public String mail(@Nullable String address) {
        return this == CONTRACTOR ? PersonalDataMask.mail(address) : address;
    }

    /// Free text somebody of this name is spoken of in.
    public String text(String text, @Nullable String reporterName) {
        return this == CONTRACTOR ? PersonalDataMask.text(text, reporterName) : text;
    }
}
