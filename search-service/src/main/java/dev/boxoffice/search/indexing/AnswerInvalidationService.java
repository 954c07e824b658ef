package dev.boxoffice.search.indexing;

import dev.boxoffice.search.answer.AnswerCacheStore;
import dev.boxoffice.search.index.VersionedDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/// Drops cached answers when a change could be seen in one, and only then: a seat sold out of thousands cannot.
@Service
final class AnswerInvalidationService {

    /// Events remembered; of one that was forgotten any change counts as noticeable.
    private static final int REMEMBERED = 20_000;

    private final AnswerCacheStore answers;
    private final Map<String, Integer> fingerprints = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };

    AnswerInvalidationService(AnswerCacheStore answers) {
        this.answers = answers;
    }

    void invalidateIfNoticeable(List<VersionedDocument> written) {
        var noticeable = false;
        synchronized (fingerprints) {
            for (var each : written) {
                var now = each.document().fingerprint();
                var before = fingerprints.put(each.id(), now);
                noticeable |= before == null || before != now;
            }
        }
        if (noticeable) {
            answers.invalidateAll();
        }
    }
}
