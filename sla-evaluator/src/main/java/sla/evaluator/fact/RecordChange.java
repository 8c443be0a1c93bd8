package sla.evaluator.fact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch does to one record that was known before or comes more than once: its contents before and after. */
final class RecordChange {
    private final Identity identity;
    private final Map<ContentKey, StoredContent> stored = new HashMap<>();
    private final Map<ContentKey, FactRow> added = new LinkedHashMap<>();
    private final @Nullable ContentKey oldKey;
    private final boolean referenced;
    private @Nullable Resolution resolution;

    RecordChange(Identity identity, @Nullable ContentKey oldKey, boolean referenced) {
        this.identity = identity;
        this.oldKey = oldKey;
        this.referenced = referenced;
    }

    void stored(StoredContent content) {
        resolution = null;
        stored.put(content.key(), content);
    }

    /** A content of this batch; false if it is stored already. Only after all stored ones are known. */
    boolean add(FactRow row) {
        resolution = null;
        return !stored.containsKey(row.content().key())
                && added.putIfAbsent(row.content().key(), row) == null;
    }

    /** Takes back what {@link #add} has just added. */
    void remove(FactRow row) {
        resolution = null;
        added.remove(row.content().key());
    }

    /** Whether that revision is there with other content. Only after all stored ones are known. */
    boolean hasOther(ContentKey key) {
        return Stream.concat(stored.keySet().stream(), added.keySet().stream())
                .anyMatch(other -> other.revision() == key.revision() && !other.equals(key));
    }

    Identity identity() {
        return identity;
    }

    boolean referenced() {
        return referenced;
    }

    Map<ContentKey, FactRow> added() {
        return added;
    }

    boolean hasStored() {
        return !stored.isEmpty();
    }

    /** The content that counted before this batch. */
    @Nullable
    StoredContent before() {
        return oldKey == null ? null : Objects.requireNonNull(stored.get(oldKey), () -> "no fact of " + identity);
    }

    /** The content that counts after it. */
    @Nullable
    StoredContent after() {
        ContentKey key = afterKey();
        if (key == null) {
            return null;
        }
        FactRow row = added.get(key);
        return row != null ? row.content() : stored.get(key);
    }

    @Nullable
    ContentKey afterKey() {
        // Without anything new nothing changes, also where a content that would say otherwise is gone with its month.
        return added.isEmpty() ? oldKey : resolution().effective().orElse(null);
    }

    /** Whether the content is of a lower revision than the one that counts: it changes nothing. */
    boolean isBelowWhatCounts(ContentKey key) {
        ContentKey counts = afterKey();
        return counts != null && key.revision() < counts.revision();
    }

    boolean changes() {
        return !Objects.equals(oldKey, afterKey());
    }

    /** Whether what counts may be or have been control totals: something that is neither a contact nor a judgement. */
    boolean mayDeclare() {
        return changes() && (isNeither(before()) || isNeither(after()));
    }

    private static boolean isNeither(@Nullable StoredContent content) {
        return content != null && content.interaction() == null && content.judgement() == null;
    }

    /** Revisions that are in conflict now and were not before. */
    long newConflicts() {
        Set<Long> conflicts = resolution().conflicts();
        conflicts.removeAll(new Resolution(stored.keySet()).conflicts());
        return conflicts.size();
    }

    private Resolution resolution() {
        Resolution known = resolution;
        if (known == null) {
            Set<ContentKey> all = new HashSet<>(stored.keySet());
            all.addAll(added.keySet());
            known = new Resolution(all);
            resolution = known;
        }
        return known;
    }
}
