package sla.model.agreement;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects findings, one per place and kind: a second sentence about the same slip only confuses. */
final class Findings {
    /** A hostile document could have one in every few characters; nobody reads more than these. */
    private static final int MOST = 500;

    private final Map<Key, Finding> found = new LinkedHashMap<>();

    private record Key(String pointer, FindingCode code) {}

    void add(FindingCode code, String pointer, String message) {
        add(new Finding(code, pointer, message));
    }

    void add(Finding finding) {
        if (found.size() < MOST) {
            found.putIfAbsent(new Key(finding.pointer(), finding.code()), finding);
        }
    }

    /** Gives those in an entry with an id that id. */
    void name(Ids ids) {
        found.replaceAll((_, finding) -> finding.named(ids));
    }

    Collection<Finding> all() {
        return found.values();
    }

    /** Whether something has been said about this very place. */
    boolean has(String pointer) {
        return found.keySet().stream().anyMatch(key -> key.pointer.equals(pointer));
    }

    /** Whether there is an error in this part of the document. */
    boolean hasErrorWithin(String pointer) {
        return errors().stream()
                .anyMatch(error ->
                        error.pointer().equals(pointer) || error.pointer().startsWith(pointer + '/'));
    }

    boolean hasErrors() {
        return !errors().isEmpty();
    }

    List<Finding> errors() {
        return of(FindingCode.Severity.ERROR);
    }

    List<Finding> warnings() {
        return of(FindingCode.Severity.WARNING);
    }

    private List<Finding> of(FindingCode.Severity severity) {
        return found.values().stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
