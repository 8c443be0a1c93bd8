package sla.model.evaluation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.evaluation.PastPeriod.AsFrozen;
import sla.model.evaluation.PastPeriod.PastLine;

/** What later periods look back on of a frozen one: itself where it would be the same, else what its differences say. */
public final class Correction {
    private Correction() {}

    /**
     * As corrected; empty if it would be the same as it was frozen.
     *
     * @param now what it would be
     * @param before as corrected so far: what stays so keeps the number of its difference
     * @param number of the last difference
     */
    public static Optional<PastPeriod> of(PastPeriod frozen, PastPeriod now, Optional<PastPeriod> before, int number) {
        Map<String, PastLine> then = byKey(frozen);
        Map<String, PastLine> known = before.map(Correction::byKey).orElse(Map.of());
        List<PastLine> lines = new ArrayList<>();
        for (PastLine line : now.lines()) {
            PastLine was = then.remove(line.key());
            lines.add(line.equals(was) ? line : corrected(line, was, known.get(line.key()), number));
        }
        for (PastLine was : then.values()) {
            lines.add(corrected(was.emptied(), was, known.get(was.key()), number));
        }
        boolean same = lines.stream().allMatch(line -> line.frozen() == null)
                && now.values().equals(frozen.values())
                && now.capsReached().equals(frozen.capsReached())
                && now.charges().equals(frozen.charges());
        return same ? Optional.empty() : Optional.of(now.withLines(lines));
    }

    private static PastLine corrected(PastLine line, @Nullable PastLine was, @Nullable PastLine known, int number) {
        AsFrozen so = known == null || !known.frozenAs(null).equals(line) ? null : known.frozen();
        return line.frozenAs(new AsFrozen(
                so == null ? number : so.difference(),
                was != null && was.failure(),
                was == null ? BigDecimal.ZERO : was.paid()));
    }

    private static Map<String, PastLine> byKey(PastPeriod period) {
        Map<String, PastLine> lines = new LinkedHashMap<>();
        period.lines().forEach(line -> lines.put(line.key(), line));
        return lines;
    }
}
