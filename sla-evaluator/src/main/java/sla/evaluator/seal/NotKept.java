package sla.evaluator.seal;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Why a figure cannot be told: counts or records that it would be made of have been deleted.
 *
 * @param source whose
 * @param months of UTC in which they were, such as 2026-03, in order
 */
public record NotKept(String source, List<String> months) {
    /** In the order of the sources; empty if all counts are kept. */
    public static List<NotKept> of(Collection<DeletedCounts> deleted) {
        return of(deleted, DeletedCounts::source, DeletedCounts::month);
    }

    /** {@code What its KPIs look at, records or pseudonyms of source 'calls' of 2026-03, has been deleted.} */
    public static String sentenceOfRecords(Collection<GoneRecords> gone) {
        return sentence(
                of(gone, GoneRecords::source, GoneRecords::month),
                "What its KPIs look at, records or pseudonyms of ",
                ", has been deleted.");
    }

    private static <T> List<NotKept> of(
            Collection<T> missing, Function<T, String> source, Function<T, YearMonth> month) {
        Map<String, TreeSet<YearMonth>> bySource = new TreeMap<>();
        for (T one : missing) {
            bySource.computeIfAbsent(source.apply(one), _ -> new TreeSet<>()).add(month.apply(one));
        }
        List<NotKept> notKept = new ArrayList<>();
        bySource.forEach((whose, months) -> notKept.add(
                new NotKept(whose, months.stream().map(Object::toString).toList())));
        return notKept;
    }

    /** {@code The counts of source 'calls' of 2026-03, 2026-04 have been deleted.} */
    public static String sentence(List<NotKept> notKept) {
        return sentence(notKept, "The counts of ", " have been deleted.");
    }

    private static String sentence(List<NotKept> notKept, String begin, String end) {
        return notKept.stream()
                .map(one -> "source '" + one.source() + "' of " + String.join(", ", one.months()))
                .collect(Collectors.joining(", and of ", begin, end));
    }
}
