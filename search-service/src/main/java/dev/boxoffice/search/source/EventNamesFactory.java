package dev.boxoffice.search.source;

import dev.boxoffice.search.index.EventDocument.Completion;
import dev.boxoffice.search.index.EventDocument.Names;
import dev.boxoffice.search.index.EventDocument.Suggestions;
import dev.boxoffice.search.text.AliasDictionary;
import dev.boxoffice.search.text.TextNormalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The words and whole names an event can be found by.
final class EventNamesFactory {

    /// Longer text finds nothing better and a keyword over 32 KB is refused.
    private static final int KEY_LENGTH = 120;
    /// Bigger houses are suggested first; beyond this size it makes no difference.
    private static final int MOST_WEIGHT = 10_000;

    private final AliasDictionary aliases = AliasDictionary.load();

    Names names(EventRow row) {
        var performerNames =
                row.performers().stream().map(EventRow.Performer::name).toList();
        var venue = row.venue();
        var aliasKeys = new LinkedHashSet<String>();
        performerNames.forEach(name -> aliasKeys.addAll(aliases.otherNames(name)));
        aliasKeys.addAll(aliases.otherNames(row.name()));
        var cityKeys = keys(venue.city());
        cityKeys.addAll(aliases.otherNames(venue.city()));

        var aliasWords = new LinkedHashSet<>(aliasKeys);
        performerNames.forEach(name -> aliasWords.addAll(aliases.otherWords(name)));
        aliasWords.addAll(aliases.otherWords(row.name()));

        var names = new Names(
                words(row.name()),
                performerNames.stream().map(EventNamesFactory::words).toList(),
                aliasWords.stream().map(EventNamesFactory::words).toList(),
                words(venue.name()),
                cityKeys.stream().map(EventNamesFactory::words).toList(),
                "",
                keys(row.name()),
                performerKeys(performerNames),
                aliasKeys.stream().map(EventNamesFactory::bounded).toList(),
                keys(venue.name()),
                cityKeys);
        return withAllWords(names, row);
    }

    private static Names withAllWords(Names names, EventRow row) {
        var all = new LinkedHashSet<String>();
        add(all, List.of(names.name(), names.venue(), words(row.category())));
        add(all, names.performers());
        add(all, names.aliases());
        add(all, names.city());
        if (row.genre() != null) {
            add(all, List.of(words(row.genre())));
        }
        return new Names(
                names.name(),
                names.performers(),
                names.aliases(),
                names.venue(),
                names.city(),
                String.join(" ", all),
                names.nameKeys(),
                names.performerKeys(),
                names.aliasKeys(),
                names.venueKeys(),
                names.cityKeys());
    }

    private static void add(Set<String> all, Collection<String> texts) {
        texts.forEach(text -> all.addAll(List.of(text.split(" "))));
        all.remove("");
    }

    private static String words(String text) {
        return String.join(" ", TextNormalizer.indexWords(text));
    }

    private static Set<String> keys(String name) {
        var keys = new LinkedHashSet<String>();
        keys.add(bounded(TextNormalizer.key(name)));
        keys.remove("");
        return keys;
    }

    private static Set<String> performerKeys(List<String> names) {
        var keys = new LinkedHashSet<String>();
        names.forEach(name -> keys.addAll(keys(name)));
        return keys;
    }

    private static String bounded(String key) {
        return key.length() <= KEY_LENGTH ? key : key.substring(0, KEY_LENGTH);
    }

    Suggestions suggestions(EventRow row) {
        var weight = 1 + Math.min(row.tickets(), MOST_WEIGHT);
        var venue = row.venue();
        return new Suggestions(
                completion(row.name(), weight),
                row.performers().stream()
                        .map(performer -> completion(performer.name(), weight))
                        .toList(),
                completion(venue.name(), weight),
                completion(venue.city(), weight));
    }

    private Completion completion(String name, int weight) {
        return new Completion(aliases.beginnings(name), weight);
    }
}
