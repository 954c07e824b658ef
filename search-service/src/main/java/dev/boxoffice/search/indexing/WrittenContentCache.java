package dev.boxoffice.search.indexing;

import dev.boxoffice.search.index.EventDocument;
import dev.boxoffice.search.index.IndexWriteResult;
import dev.boxoffice.search.index.VersionedDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the live index says of events changed lately, as far as the one reader of changes has written it: a seat sold
/// out of thousands changes nothing that a search could tell, so its event need not be written again.
///
/// It lives as long as one reading of the stream, since another reader may write in between. Used by one thread.
public final class WrittenContentCache {

    private static final int REMEMBERED = 2_000;

    private final Map<String, EventDocument.Content> contents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EventDocument.Content> eldest) {
            return size() > REMEMBERED;
        }
    };

    /// Whether anything was written, or may have been, that searches need not find yet.
    private boolean hidden;

    /// The documents that say something new. They are forgotten until [#wrote]: a write that fails may have happened.
    List<VersionedDocument> changed(List<VersionedDocument> documents) {
        var changed = documents.stream()
                .filter(each -> !each.document().content().equals(contents.get(each.id())))
                .toList();
        changed.forEach(each -> contents.remove(each.id()));
        hidden |= !changed.isEmpty();
        return changed;
    }

    /// Remembers what was written, unless something was refused or came later than another's.
    void wrote(List<VersionedDocument> documents, IndexWriteResult result) {
        if (result.written() == documents.size()) {
            documents.forEach(each -> contents.put(each.id(), each.document().content()));
        }
    }

    /// Another index is being built, which needs every document.
    void forgetAll() {
        contents.clear();
        hidden = true;
    }

    boolean isHidden() {
        return hidden;
    }

    /// Searches find whatever was written before.
    void shown() {
        hidden = false;
    }
}
