package sla.evaluator.seal;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Why a figure cannot be told: counts that it would be made of have been deleted.
 *
 * @param source whose
 * @param months of UTC in which they were, such as 2026-03, in order
 */
public record NotKept(String source, List<String> months) {
    /** In the order of the sources; empty if all counts are kept. */
    public static List<NotKept> of(Collection<DeletedCounts> deleted) {
        Map<String, TreeSet<YearMonth>> bySource = new TreeMap<>();
        for (DeletedCounts one : deleted) {
            bySource.computeIfAbsent(one.source(), _ -> new TreeSet<>()).add(one.month());
        }
        List<NotKept> notKept = new ArrayList<>();
        bySource.forEach((source, months) -> notKept.add(
                new NotKept(source, months.stream().map(Object::toString).toList())));
        return notKept;
    }

    /** {@code The counts of source 'calls' of 2026-03, 2026-04 have been deleted.} */
    public static String sentence(List<NotKept> notKept) {
        return notKept.stream()
                .map(one -> "source '" + one.source() + "' of " + String.join(", ", one.months()))
                .collect(Collectors.joining(", and of ", "The counts of ", " have been deleted."));
    }
}
