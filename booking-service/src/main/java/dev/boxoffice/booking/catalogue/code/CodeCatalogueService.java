package dev.boxoffice.booking.catalogue.code;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.boxoffice.booking.pricing.CodeTerms;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// All codes of the events they are asked of, in memory, so that a reserve with one asks Postgres nothing.
@Service
public class CodeCatalogueService {

    private record Codes(long version, Map<String, CodeTerms> byText, Map<Integer, CodeTerms> byNumber) {}

    private final CodeTermsRepository repository;
    private final LoadingCache<UUID, Codes> codes;

    CodeCatalogueService(CodeTermsRepository repository, CodeProperties properties) {
        this.repository = repository;
        this.codes = Caffeine.newBuilder()
                .maximumWeight(properties.maxCodes())
                .weigher((UUID _, Codes some) -> some.byText().size() + 1)
                .expireAfterAccess(properties.forget())
                .refreshAfterWrite(properties.refresh())
                .executor(work -> Thread.ofVirtual().name("codes-refresh").start(work))
                .build(new CacheLoader<>() {
                    @Override
                    public Codes load(UUID event) {
                        // The version first: what changes in between is read once more, not missed.
                        var version = repository.version(event);
                        var byText = repository.find(event);
                        var byNumber = new HashMap<Integer, CodeTerms>();
                        byText.values().forEach(code -> byNumber.put(code.number(), code));
                        return new Codes(version, byText, byNumber);
                    }

                    @Override
                    public Codes reload(UUID event, Codes before) {
                        return repository.version(event) == before.version() ? before : load(event);
                    }
                });
    }

    /// @param text as the buyer typed it
    public Optional<CodeTerms> find(UUID event, String text) {
        return Optional.ofNullable(codes.get(event).byText().get(text.strip().toUpperCase(Locale.ROOT)));
    }

    /// Also one that was taken back since, for the hold that has it.
    public CodeTerms find(UUID event, int number) {
        var known = codes.get(event).byNumber().get(number);
        return known != null ? known : repository.find(event, number).orElseThrow();
    }

    void drop(UUID event) {
        codes.invalidate(event);
    }
}
