package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is returned over a whole contract, in cents, from all answer times of all months. For each earlier malus it looks at
 * the months after it themselves, not at what was said about them. It shares nothing with the engine.
 */
final class ReferenceEarnBack {
    /**
     * @param of slow or late
     * @param good seconds up to which a month is good
     * @param against the rules against which it is kept; empty if it is paid
     * @param expiresAfter months; 0 for never
     * @param yearlyCap in cents, of a cap that names it; -1 for none
     */
    record Back(
            String id,
            String of,
            BigDecimal sharePercent,
            int after,
            int good,
            List<String> against,
            int expiresAfter,
            long yearlyCap) {}

    /** @param malusCap in cents, of each month; -1 for none */
    record Terms(List<Back> backs, long malusCap, int months) {}

    private final Terms terms;
    private final List<Integer> waits;

    /** What each month has paid so far, by the line: {@code slow}, {@code slow-back@3} for what is about month 3. */
    private final List<Map<String, Long>> lines = new ArrayList<>();

    /** What is kept and not used, by the line. */
    private final Map<String, Long> left = new LinkedHashMap<>();

    private ReferenceEarnBack(Terms terms, List<Integer> waits) {
        this.terms = terms;
        this.waits = waits;
    }

    static List<Map<String, Long>> of(Terms terms, List<Integer> waits) {
        ReferenceEarnBack reference = new ReferenceEarnBack(terms, waits);
        for (int month = 0; month < terms.months(); month++) {
            reference.lines.add(new LinkedHashMap<>());
            reference.month(month);
        }
        return reference.lines;
    }

    private void month(int month) {
        Map<String, Long> own = lines.get(month);
        Integer wait = waits.get(month);
        long slow = wait == null || wait <= 30 ? 0 : wait <= 45 ? 10_050 : 30_033;
        long late = wait == null || wait <= 40 ? 0 : 7_777;
        if (terms.malusCap() >= 0) {
            slow = Math.min(slow, terms.malusCap());
            late = Math.min(late, terms.malusCap() - slow);
        }
        own.put("slow", -slow);
        own.put("late", -late);
        Map<String, Long> malus = new LinkedHashMap<>(Map.of("slow", slow, "late", late));
        for (Back back : terms.backs()) {
            for (int origin = 0; origin < month; origin++) {
                about(back, origin, month, malus);
            }
        }
    }

    private void about(Back back, int origin, int month, Map<String, Long> malus) {
        long cost = -lines.get(origin).get(back.of());
        if (cost == 0) {
            return;
        }
        String line = back.id() + "@" + origin;
        int granted = origin + back.after();
        for (int between = origin + 1; between < Math.min(month, granted + 1); between++) {
            if (!isGood(back, between)) {
                return;
            }
        }
        if (month < granted || !isGood(back, Math.min(month, granted))) {
            if (month <= granted) {
                lines.get(month).put(line, 0L);
            }
            return;
        }
        if (month == granted) {
            long share = BigDecimal.valueOf(cost)
                    .multiply(back.sharePercent())
                    .divide(BigDecimal.valueOf(100), 0, RoundingMode.HALF_UP)
                    .longValueExact();
            boolean paid = back.against().isEmpty();
            lines.get(month).put(line, paid ? capped(back, share, month) : 0);
            left.put(line, paid ? 0 : share);
            return;
        }
        if (left.get(line) == 0 || (back.expiresAfter() > 0 && month > granted + back.expiresAfter())) {
            return;
        }
        long use = 0;
        for (String rule : back.against().contains("slow")
                ? back.against().contains("late") ? List.of("slow", "late") : List.of("slow")
                : List.of("late")) {
            long part = Math.min(left.get(line) - use, malus.get(rule));
            use += part;
            malus.merge(rule, -part, Long::sum);
        }
        left.merge(line, -use, Long::sum);
        lines.get(month).put(line, capped(back, use, month));
    }

    /** Month 0 is a January. */
    private long capped(Back back, long amount, int month) {
        if (back.yearlyCap() < 0) {
            return amount;
        }
        long used = 0;
        for (int earlier = month / 12 * 12; earlier <= month; earlier++) {
            for (Map.Entry<String, Long> each : lines.get(earlier).entrySet()) {
                used += each.getKey().startsWith(back.id() + "@") ? each.getValue() : 0;
            }
        }
        return Math.min(amount, Math.max(0, back.yearlyCap() - used));
    }

    private boolean isGood(Back back, int month) {
        Integer wait = waits.get(month);
        return wait != null && wait <= back.good();
    }
}
