package sla.bench.counts;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Rows to which something may still be added, by the moment at which their time begins: so few that they fit into
 * memory, however many there are in all.
 */
final class OpenRows<K, R> {
    /** Takes a row to which nothing will be added any more. */
    interface Closed<K, R> {
        void take(long at, K key, R row);
    }

    private final TreeMap<Long, Map<K, R>> open = new TreeMap<>();
    private final Supplier<R> empty;
    private final Closed<K, R> closed;

    OpenRows(Supplier<R> empty, Closed<K, R> closed) {
        this.empty = empty;
        this.closed = closed;
    }

    R row(long at, K key) {
        return open.computeIfAbsent(at, _ -> new HashMap<>()).computeIfAbsent(key, _ -> empty.get());
    }

    /** Gives away those that begin before this moment. */
    void close(long before) {
        while (!open.isEmpty() && open.firstKey() < before) {
            Map.Entry<Long, Map<K, R>> first = open.pollFirstEntry();
            first.getValue().forEach((key, row) -> closed.take(first.getKey(), key, row));
        }
    }
}
