package sla.evaluator.job;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import sla.evaluator.count.CountScope;
import sla.evaluator.seal.SealedMonths.SealedMonth;

/** Says which months a job left out because they are sealed: one sentence for each row of months of a source. */
final class SealNotes {
    private SealNotes() {}

    /** @param months in any order */
    static List<String> leftOut(List<SealedMonth> months, CountScope scope) {
        List<String> notes = new ArrayList<>();
        add(notes, "left out, for it is sealed: source ", months, scope, one -> one.countsDeletedAt() == null);
        add(
                notes,
                "left out, for its counts have been deleted: source ",
                months,
                scope,
                one -> one.countsDeletedAt() != null);
        return notes;
    }

    private static void add(
            List<String> notes,
            String words,
            List<SealedMonth> months,
            CountScope scope,
            Predicate<SealedMonth> which) {
        Map<String, TreeSet<YearMonth>> bySource = new TreeMap<>();
        for (SealedMonth one : months) {
            if (scope.has(one.source(), one.month()) && which.test(one)) {
                bySource.computeIfAbsent(one.source(), _ -> new TreeSet<>()).add(one.month());
            }
        }
        bySource.forEach((source, ofSource) -> {
            YearMonth first = ofSource.first();
            for (YearMonth month : ofSource) {
                if (!ofSource.contains(month.plusMonths(1))) {
                    notes.add(
                            words + source + ", " + (first.equals(month) ? first.toString() : first + " to " + month));
                    YearMonth next = ofSource.higher(month);
                    first = next == null ? first : next;
                }
            }
        });
    }
}
