package sla.evaluator.freeze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.Corrected;
import sla.model.evaluation.Difference.OtherCause;
import sla.model.evaluation.PastPeriod;
import sla.model.evaluation.PastPeriod.PastCharge;
import sla.model.evaluation.PastPeriod.PastLine;

/** What has changed of the earlier periods on which a frozen one looks back. */
final class PastChanges {
    private PastChanges() {}

    /** One for each period of which something is otherwise, oldest first. */
    static List<OtherCause> between(List<PastPeriod> then, List<PastPeriod> now) {
        Map<String, PastPeriod> before = byLabel(then);
        Map<String, PastPeriod> after = byLabel(now);
        Map<String, PastPeriod> all = new TreeMap<>(before);
        all.putAll(after);
        List<OtherCause> causes = new ArrayList<>();
        all.keySet().forEach(label -> {
            List<String> words = changes(before.get(label), after.get(label));
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
        List<String> words = new ArrayList<>();
        String label = now == null ? "" : now.period().label();
        differ(
                by(then, PastPeriod::lines, PastLine::key),
                by(now, PastPeriod::lines, PastLine::key),
                (key, was, is) -> {
                    String before = PastWords.of(was, is);
                    String after = PastWords.of(is, was);
                    if (!before.equals(after)) {
                        words.add("'" + key + "' " + before + ", and " + after + " now"
                                + (is == null || is.frozen() == null
                                        ? ""
                                        : Corrected.words(List.of(
                                                new Corrected(label, is.frozen().difference())))));
                    }
                });
        differ(
                by(then, PastPeriod::values, PastWords::measured),
                by(now, PastPeriod::values, PastWords::measured),
                (kpi, was, is) -> words.add(kpi + " " + PastWords.of(was) + ", and " + PastWords.of(is) + " now"));
        differ(
                by(then, PastPeriod::capsReached, cap -> cap),
                by(now, PastPeriod::capsReached, cap -> cap),
                (cap, was, is) -> words.add(
                        was == null
                                ? "of the cap '" + cap + "' something was left, and nothing is now"
                                : "of the cap '" + cap + "' nothing was left, and something is now"));
        differ(
                by(then, PastPeriod::charges, PastCharge::charge),
                by(now, PastPeriod::charges, PastCharge::charge),
                (charge, was, is) -> words.add(
                        "the charge '" + charge + "' " + PastWords.of(was) + ", and " + PastWords.of(is) + " now"));
        return words;
    }

    private interface Change<T> {
        void of(String key, @Nullable T was, @Nullable T is);
    }

    private static <T> void differ(Map<String, T> then, Map<String, T> now, Change<T> change) {
        Map<String, T> all = new LinkedHashMap<>(then);
        all.putAll(now);
        all.keySet().forEach(key -> {
            T was = then.get(key);
            T is = now.get(key);
            if (!Objects.equals(was, is)) {
                change.of(key, was, is);
            }
        });
    }

    private static <T> Map<String, T> by(
            @Nullable PastPeriod period, Function<PastPeriod, List<T>> entries, Function<T, String> key) {
        Map<String, T> by = new LinkedHashMap<>();
        if (period != null) {
            entries.apply(period).forEach(entry -> by.put(key.apply(entry), entry));
        }
        return by;
    }

    private static Map<String, PastPeriod> byLabel(List<PastPeriod> periods) {
        Map<String, PastPeriod> byLabel = new LinkedHashMap<>();
        periods.forEach(each -> byLabel.put(each.period().label(), each));
        return byLabel;
    }
}
