package sla.evaluator.fact;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which content of a record counts, as a function of the set of contents alone, so that the order of arrival and
 * repetitions cannot matter: the highest revision that has exactly one content. A revision with two contents is a
 * conflict, and both are void, whichever came first.
 */
public final class Resolution {
    private final TreeMap<Long, Set<UUID>> hashesByRevision = new TreeMap<>();
    private final Optional<ContentKey> effective;

    public Resolution(Collection<ContentKey> contents) {
        for (ContentKey content : contents) {
            hashesByRevision
                    .computeIfAbsent(content.revision(), _ -> new HashSet<>())
                    .add(content.hash());
        }
        effective = highestWithOneContent();
    }

    /** The content that counts; empty if every revision is in conflict, or there is none. */
    public Optional<ContentKey> effective() {
        return effective;
    }

    private Optional<ContentKey> highestWithOneContent() {
        for (Map.Entry<Long, Set<UUID>> revision :
                hashesByRevision.descendingMap().entrySet()) {
            if (revision.getValue().size() == 1) {
                return Optional.of(new ContentKey(
                        revision.getKey(), revision.getValue().iterator().next()));
            }
        }
        return Optional.empty();
    }

    /** Revisions with more than one content. */
    public Set<Long> conflicts() {
        Set<Long> conflicts = new HashSet<>();
        hashesByRevision.forEach((revision, hashes) -> {
            if (hashes.size() > 1) {
                conflicts.add(revision);
            }
        });
        return conflicts;
    }
}
