package dev.boxoffice.event.cache;

import static dev.boxoffice.event.EventApiClient.event;
import static dev.boxoffice.event.EventApiClient.organizer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.event.EventApiClient;
import dev.boxoffice.event.EventServiceTest;
import dev.boxoffice.platform.id.TimeOrderedId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@EventServiceTest
class CatalogueCacheStoreTest {

    record Note(long version, String text) implements Versioned {}

    @Autowired
    EventApiClient api;

    @Autowired
    CatalogueCacheStore cache;

    @Autowired
    StringRedisTemplate redis;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void what_was_read_is_not_loaded_again_until_it_changes() {
        var id = TimeOrderedId.next();
        var loads = new AtomicInteger();
        assertThat(read(id, loads, new Note(1, "first"))).isEqualTo("first");
        assertThat(read(id, loads, new Note(1, "ignored"))).isEqualTo("first");
        assertThat(loads).hasValue(1);

        transaction.executeWithoutResult(status -> cache.dropAfterCommit(CatalogueCacheKind.VENUE, id, 2));

        assertThat(read(id, loads, new Note(2, "second"))).isEqualTo("second");
        assertThat(loads).hasValue(2);
    }

    private String read(UUID id, AtomicInteger loads, Note stored) {
        return cache.read(CatalogueCacheKind.VENUE, id, Note.class, () -> {
                    loads.incrementAndGet();
                    return Optional.of(stored);
                })
                .orElseThrow()
                .text();
    }

    @Test
    void several_are_asked_for_at_once_and_only_what_is_missing_is_loaded() {
        var known = TimeOrderedId.next();
        var unknown = TimeOrderedId.next();
        var nobody = TimeOrderedId.next();
        read(known, new AtomicInteger(), new Note(1, "known"));
        var loaded = new ArrayList<UUID>();

        var notes = cache.readAll(CatalogueCacheKind.VENUE, List.of(unknown, nobody, known), Note.class, id -> {
            loaded.add(id);
            return id.equals(nobody) ? Optional.empty() : Optional.of(new Note(1, "loaded"));
        });

        assertThat(notes).extracting(Note::text).containsExactly("loaded", "known");
        assertThat(loaded).containsExactly(unknown, nobody);
        assertThat(read(unknown, new AtomicInteger(), new Note(1, "ignored"))).isEqualTo("loaded");
    }

    /// A reader loads the old row, the row changes, and only then the reader stores what it had loaded.
    @Test
    void a_late_reader_cannot_bring_back_what_was_changed() {
        var id = TimeOrderedId.next();
        cache.read(CatalogueCacheKind.VENUE, id, Note.class, () -> {
            transaction.executeWithoutResult(status -> cache.dropAfterCommit(CatalogueCacheKind.VENUE, id, 2));
            return Optional.of(new Note(1, "old"));
        });
        assertThat(read(id, new AtomicInteger(), new Note(2, "new"))).isEqualTo("new");
    }

    @Test
    void a_change_that_is_rolled_back_drops_nothing() {
        var id = TimeOrderedId.next();
        var loads = new AtomicInteger();
        read(id, loads, new Note(1, "first"));
        transaction.executeWithoutResult(status -> {
            cache.dropAfterCommit(CatalogueCacheKind.VENUE, id, 2);
            status.setRollbackOnly();
        });
        assertThat(read(id, loads, new Note(1, "again"))).isEqualTo("first");
    }

    @Test
    void an_event_is_read_from_redis_and_dropped_when_it_is_edited() {
        var draft = api.post("/events", organizer(), event(api.venue(""), ""));
        var path = "/events/" + draft.id();
        var token = "Bearer " + organizer();
        api.get(path, "Authorization", token);
        var key = CatalogueCacheKind.EVENT.key(UUID.fromString(draft.id()));
        assertThat(redis.opsForValue().get(key)).contains("Beyoncé & Friends");
        assertThat(redis.getExpire(key)).isBetween(1L, 60L);

        api.patch(path, organizer(), draft.etag(), "{\"name\": \"Renamed\"}");

        assertThat(redis.opsForValue().get(key)).isEqualTo("1|");
        assertThat(api.get(path, "Authorization", token).json().get("name").stringValue())
                .isEqualTo("Renamed");
    }
}
