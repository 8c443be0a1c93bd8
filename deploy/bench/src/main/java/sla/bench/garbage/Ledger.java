package sla.bench.garbage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import sla.bench.plan.Scene;
import sla.model.Topics;
import sla.model.event.RejectionCode;

/**
 * Where each message of the plan was put, and what became of it: exactly one thing, and the right one. The threads of
 * producers and the one that compares may use it.
 */
final class Ledger {
    private static final int MOST_WORDS = 40;

    private final Map<TopicPartition, Places> places = new HashMap<>();
    private final Map<Kind, Long> sent = new EnumMap<>(Kind.class);
    private final List<String> differences = new ArrayList<>();
    private long wrong;

    /** Of one partition, by offset. */
    private static final class Places {
        private @Nullable Kind[] kinds = new Kind[1024];
        private final BitSet done = new BitSet();

        void put(int offset, Kind kind) {
            if (offset >= kinds.length) {
                kinds = Arrays.copyOf(kinds, Math.max(offset + 1, kinds.length * 2));
            }
            kinds[offset] = kind;
        }

        @Nullable
        Kind at(long offset) {
            return offset < kinds.length ? kinds[(int) offset] : null;
        }
    }

    synchronized void put(TopicPartition partition, long offset, Kind kind) {
        places.computeIfAbsent(partition, _ -> new Places()).put(Math.toIntExact(offset), kind);
        sent.merge(kind, 1L, Long::sum);
    }

    /** An outcome of the message at that place; one of which the plan knows nothing is left out. */
    synchronized void came(TopicPartition partition, long offset, Set<RejectionCode> codes) {
        Kind kind = kind(partition, offset);
        if (kind == null) {
            return;
        }
        BitSet done = places.getOrDefault(partition, new Places()).done;
        if (done.get((int) offset)) {
            differ(kind, partition, offset, "came out twice");
        }
        done.set((int) offset);
        Set<RejectionCode> wanted = expected(partition, kind);
        if (!wanted.equals(codes)) {
            differ(kind, partition, offset, "planned " + words(wanted) + ", found " + words(codes));
        }
    }

    /** Whether the plan put a message there that must be rejected. */
    synchronized boolean isRejected(TopicPartition partition, long offset) {
        Kind kind = kind(partition, offset);
        return kind != null && !expected(partition, kind).isEmpty();
    }

    /** Each difference in words, the first ones; call once, when all must have come out. */
    synchronized List<String> differences() {
        places.forEach((partition, some) -> {
            for (int offset = 0; offset < some.kinds.length; offset++) {
                Kind kind = some.kinds[offset];
                if (kind != null && !some.done.get(offset)) {
                    differ(kind, partition, offset, "nothing came of it");
                }
            }
        });
        if (wrong > differences.size()) {
            differences.add("and " + (wrong - differences.size()) + " more");
        }
        return List.copyOf(differences);
    }

    synchronized Map<Kind, Long> sent() {
        return new EnumMap<>(sent);
    }

    private @Nullable Kind kind(TopicPartition partition, long offset) {
        Places some = places.get(partition);
        return some == null ? null : some.at(offset);
    }

    private void differ(Kind kind, TopicPartition partition, long offset, String words) {
        wrong++;
        if (differences.size() < MOST_WORDS) {
            differences.add(kind + " at " + partition + '@' + offset + ": " + words);
        }
    }

    private static Set<RejectionCode> expected(TopicPartition partition, Kind kind) {
        String source = Topics.sourceOf(partition.topic()).orElseThrow();
        return Garbage.expected(source.equals(Scene.STRANGER.id()) ? Scene.STRANGER : Scene.MIXED, kind);
    }

    private static String words(Set<RejectionCode> codes) {
        return codes.isEmpty() ? "accepted" : new TreeSet<>(codes).toString();
    }
}
