package sla.evaluator.simulation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import sla.model.agreement.Agreement;
import sla.model.agreement.FormerIds;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.PastPeriod;
import sla.model.time.Period;

/**
 * What changed terms make of one period, for later ones that look back on it.
 *
 * @param before under the terms as they are
 * @param after on the same counts under the changed ones
 * @param shown the same as {@code after}, with what it was frozen as
 */
record Trial(PastPeriod before, PastPeriod after, PastPeriod shown) {
    static Trial of(PastPeriod before, PastPeriod after) {
        return new Trial(before, after, after);
    }

    /** Whether the terms make nothing otherwise. */
    boolean isNothing() {
        return before.equals(after);
    }

    /**
     * Lays what the terms make otherwise over what stands: what they leave alone stays as it is.
     *
     * @param by what looks back: entries are told by the ids that it has for them, and stay as they were printed
     */
    PastPeriod over(PastPeriod standing, Agreement by) {
        Layers layers = new Layers(standing, LookedAt.of(by), FormerIds.of(by));
        return new PastPeriod(
                standing.period(),
                layers.laid(PastPeriod::lines, PastPeriod.PastLine::key),
                layers.laid(PastPeriod::values, Measured::of),
                layers.laid(PastPeriod::capsReached, cap -> cap).stream()
                        .sorted()
                        .toList(),
                layers.laid(PastPeriod::charges, PastPeriod.PastCharge::charge));
    }

    private record Measured(String kpi, Optional<Period> window) {
        static Measured of(PastPeriod.PastValue value) {
            return new Measured(value.kpi(), Optional.ofNullable(value.window()));
        }
    }

    private final class Layers {
        private final PastPeriod standing;
        private final LookedAt looked;
        private final FormerIds former;

        private Layers(PastPeriod standing, LookedAt looked, FormerIds former) {
            this.standing = standing;
            this.looked = looked;
            this.former = former;
        }

        <T> List<T> laid(Function<PastPeriod, List<T>> entries, Function<T, Object> name) {
            Map<Object, T> was = byName(before.keep(looked).renamed(former), entries, name);
            Map<Object, T> is = byName(after.keep(looked).renamed(former), entries, name);
            Map<Object, T> stands = printed(standing, entries, name);
            Map<Object, T> other = printed(shown.keep(looked), entries, name);
            Set<Object> names = new LinkedHashSet<>(other.keySet());
            names.addAll(stands.keySet());
            return names.stream()
                    .map(each -> Objects.equals(was.get(each), is.get(each)) ? stands.get(each) : other.get(each))
                    .flatMap(Stream::ofNullable)
                    .toList();
        }

        private <T> Map<Object, T> printed(
                PastPeriod period, Function<PastPeriod, List<T>> entries, Function<T, Object> name) {
            List<T> printed = entries.apply(period);
            List<T> today = entries.apply(period.renamed(former));
            Map<Object, T> byName = new LinkedHashMap<>();
            for (int i = 0; i < printed.size(); i++) {
                byName.put(name.apply(today.get(i)), printed.get(i));
            }
            return byName;
        }

        private static <T> Map<Object, T> byName(
                PastPeriod period, Function<PastPeriod, List<T>> entries, Function<T, Object> name) {
            Map<Object, T> byName = new LinkedHashMap<>();
            entries.apply(period).forEach(entry -> byName.put(name.apply(entry), entry));
            return byName;
        }
    }
}
