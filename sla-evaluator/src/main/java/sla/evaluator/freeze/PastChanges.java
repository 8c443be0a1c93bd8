package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Deferred;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.PastPeriod.PastLine;

/** What has changed of the earlier periods on which a frozen one looks back. */
final class PastChanges {
    private PastChanges() {}

    /** One for each period of which a line is otherwise, oldest first. */
    static List<OtherCause> between(List<PastPeriod> then, List<PastPeriod> now) {
        Map<String, PastPeriod> before = byLabel(then);
        Map<String, PastPeriod> after = byLabel(now);
        Map<String, PastPeriod> all = new TreeMap<>(before);
        all.putAll(after);
        List<OtherCause> causes = new ArrayList<>();
        all.keySet().forEach(label -> {
            List<String> words = changes(before.get(label), after.get(label));
            if (words.isEmpty() && !before.equals(after) && !Objects.equals(before.get(label), after.get(label))) {
                words.add("what this period asks of its values, points, caps or charges is otherwise");
            }
            if (!words.isEmpty()) {
                causes.add(new OtherCause(
                        OtherCause.Kind.EARLIER_PERIOD,
                        "This period looks back on " + label + ", which has changed since the freeze: "
                                + String.join("; ", words) + "."));
            }
        });
        return causes;
    }

    private static List<String> changes(@Nullable PastPeriod then, @Nullable PastPeriod now) {
        Map<String, PastLine> before = lines(then);
        Map<String, PastLine> after = lines(now);
        Map<String, PastLine> all = new LinkedHashMap<>(before);
        all.putAll(after);
        List<String> words = new ArrayList<>();
        String label = now == null ? "" : now.period().label();
        all.keySet().forEach(key -> {
            String was = words(before.get(key));
            PastLine line = after.get(key);
            String is = words(line);
            if (!was.equals(is)) {
                words.add("'" + key + "' " + was + ", and " + is + " now"
                        + (line == null || line.frozen() == null
                                ? ""
                                : Corrected.words(List.of(
                                        new Corrected(label, line.frozen().difference())))));
            }
        });
        return words;
    }

    /** A line that neither paid nor was a failure is none. */
    private static String words(@Nullable PastLine line) {
        String failure = line != null && line.failure() ? "a failure" : "no failure";
        Deferred left = line == null ? null : line.deferred();
        return failure + " of "
                + (line == null || line.paid().signum() == 0 ? "0" : line.paid().toPlainString())
                + (left == null ? "" : " that left " + left.share().plain() + " of " + left.base());
    }

    private static Map<String, PastPeriod> byLabel(List<PastPeriod> periods) {
        Map<String, PastPeriod> byLabel = new LinkedHashMap<>();
        periods.forEach(each -> byLabel.put(each.period().label(), each));
        return byLabel;
    }

    private static Map<String, PastLine> lines(@Nullable PastPeriod period) {
        Map<String, PastLine> lines = new LinkedHashMap<>();
        if (period != null) {
            period.lines().forEach(line -> lines.put(line.key(), line));
        }
        return lines;
    }
}
