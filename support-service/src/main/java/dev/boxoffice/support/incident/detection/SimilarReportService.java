package dev.boxoffice.support.incident.detection;

import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.incident.data.Incident;
import dev.boxoffice.support.incident.data.IncidentRepository;
import dev.boxoffice.support.incident.data.IncidentSubject;
import dev.boxoffice.support.incident.detection.SimilarReportRepository.SimilarReport;
import dev.boxoffice.support.triage.category.ReportWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/// Sees an outage told in words no rule knows: many people use the same ones within minutes.
@Service
class SimilarReportService {
    private static final String PREFIX = "OTHER|words:";
    private static final int MOST_WORDS = 6;

    private final SimilarReportRepository reports;
    private final IncidentRepository incidents;
    private final DetectedIncidentService detected;
    private final SupportProperties.Incidents limits;

    SimilarReportService(
            SimilarReportRepository reports,
            IncidentRepository incidents,
            DetectedIncidentService detected,
            SupportProperties properties) {
        this.reports = reports;
        this.incidents = incidents;
        this.detected = detected;
        this.limits = properties.incident();
    }

    /// @return whether the case became a member by it
    boolean detect(SupportCase committed, Instant now) {
        var words = reports.wordsOf(committed.id());
        if (words.isEmpty()) {
            return false;
        }
        return joinedOpen(committed, words, now) || opened(committed, words, now);
    }

    private boolean joinedOpen(SupportCase committed, List<String> words, Instant now) {
        return reports.findOpenFingerprints().stream()
                .filter(fingerprint -> words.containsAll(wordsIn(fingerprint)))
                .findFirst()
                .flatMap(incidents::findOpen)
                .filter(open -> detected.join(open.id(), List.of(committed.id()), now))
                .isPresent();
    }

    private boolean opened(SupportCase committed, List<String> words, Instant now) {
        var alike = reports.findSharing(words, now.minus(limits.window())).stream()
                .filter(other -> ReportWords.areAlike(words, other.words()))
                .toList();
        var reporters = alike.stream().map(SimilarReport::who).distinct().count();
        if (reporters < limits.threshold()) {
            return false;
        }
        var common = common(alike);
        return common.size() > 1
                && !rests(fingerprint(common), reporters, now)
                && detected.open(
                        subject(common, committed),
                        alike.stream().map(SimilarReport::id).toList(),
                        now);
    }

    private boolean rests(String fingerprint, long reporters, Instant now) {
        return incidents
                .findReportersWhenDismissed(fingerprint, now.minus(limits.restAfterDismissal()))
                .filter(before -> reporters < 2L * before)
                .isPresent();
    }

    /// The words most of them use, the commonest first.
    private static List<String> common(List<SimilarReport> alike) {
        var counts = new TreeMap<String, Long>();
        alike.forEach(report -> report.words().forEach(word -> counts.merge(word, 1L, Long::sum)));
        var words = new ArrayList<String>();
        counts.entrySet().stream()
                .filter(entry -> entry.getValue() * 10 >= alike.size() * 6L)
                .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
                .limit(MOST_WORDS)
                .forEach(entry -> words.add(entry.getKey()));
        return words;
    }

    private static String fingerprint(List<String> words) {
        return words.stream().sorted().collect(Collectors.joining(",", PREFIX, "|platform"));
    }

    private static List<String> wordsIn(String fingerprint) {
        var end = fingerprint.lastIndexOf('|');
        return List.of(fingerprint.substring(PREFIX.length(), end).split(","));
    }

    private static IncidentSubject subject(List<String> words, SupportCase first) {
        return new IncidentSubject(
                fingerprint(words),
                Incident.Scope.PLATFORM,
                null,
                first.assessment().category(),
                null,
                "Many reports in the same words: " + String.join(", ", words),
                first.assessment().severity());
    }
}
