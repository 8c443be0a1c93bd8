package sla.evaluator.job;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import sla.evaluator.count.CountScope;
import sla.evaluator.seal.SealedMonths.SealedMonth;

/** Says which months a job left out because they are sealed: one sentence for each row of months of a source. */
final class SealNotes {
    private SealNotes() {}

    /** @param months in any order */
    static List<String> leftOut(List<SealedMonth> months, CountScope scope) {
        Map<String, TreeSet<YearMonth>> bySource = new TreeMap<>();
        for (SealedMonth one : months) {
            if (scope.has(one.source(), one.month())) {
                bySource.computeIfAbsent(one.source(), _ -> new TreeSet<>()).add(one.month());
            }
        }
        List<String> notes = new ArrayList<>();
        bySource.forEach((source, ofSource) -> {
            YearMonth first = ofSource.first();
            for (YearMonth month : ofSource) {
                if (!ofSource.contains(month.plusMonths(1))) {
                    notes.add("left out, for it is sealed: source " + source + ", "
                            + (first.equals(month) ? first.toString() : first + " to " + month));
                    YearMonth next = ofSource.higher(month);
                    first = next == null ? first : next;
                }
            }
        });
        return notes;
    }
}
