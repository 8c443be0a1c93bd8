package sla.evaluator.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.agreement.Kpi;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * Which periods of an agreement are to be evaluated, and what becomes of each: evaluated, withdrawn, left alone. A
 * frozen one is left alone and noted, so that it is compared with what it would be now. One whose counts are deleted stays
 * as it is.
 */
@ApplicationScoped
class AgreementPeriods {
    private static final Comparator<AgreementPeriod> BY_START =
            Comparator.comparing(each -> each.period().startInclusive());

    private final Evaluations evaluations;
    private final EvaluationTable table;

    AgreementPeriods(Evaluations evaluations, EvaluationTable table) {
        this.evaluations = evaluations;
        this.table = table;
    }

    /** All that are to be evaluated, and all that have been: one may have to be withdrawn. */
    Map<String, Period> all(Connection connection, AgreementVersions agreement, Instant now) throws SQLException {
        Map<String, Period> periods = table.known(connection, agreement.agreement());
        agreement.begun(now).forEach(begun -> periods.put(begun.label(), begun.period()));
        return periods;
    }

    /** Those that have begun and have no evaluation yet. */
    Map<String, Period> begun(Connection connection, AgreementVersions agreement, Instant now) throws SQLException {
        Map<String, Period> periods = new TreeMap<>();
        Set<String> known = table.known(connection, agreement.agreement()).keySet();
        agreement.begun(now).stream()
                .filter(begun -> !known.contains(begun.label()))
                .forEach(begun -> periods.put(begun.label(), begun.period()));
        return periods;
    }

    /** Those that have gone on since a moment and that time alone changes; of them those that have ended since. */
    static Map<String, Period> goneOn(AgreementVersions agreement, Instant since, Instant now) {
        Map<String, Period> periods = new TreeMap<>();
        if (agreement.versions().stream().anyMatch(AgreementPeriods::changesWithTime)) {
            agreement.begun(now).stream()
                    .filter(begun -> changesWithTime(begun.agreement()))
                    .filter(begun -> begun.period().endExclusive().isAfter(since))
                    .forEach(begun -> periods.put(begun.label(), begun.period()));
        }
        return periods;
    }

    private static boolean changesWithTime(Agreement version) {
        return version.kpis().stream().anyMatch(Kpi::changesWithTime);
    }

    /** Those in which something is measured over a changed day of UTC, in the period of the day or in later ones. */
    static Map<String, Period> touched(AgreementVersions agreement, Collection<LocalDate> changed, Instant now) {
        List<Span> days = changed.stream()
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .map(start -> new Span(start, start.plus(Duration.ofDays(1))))
                .toList();
        Map<String, Period> periods = new TreeMap<>();
        days.stream().map(Span::startInclusive).min(Instant::compareTo).ifPresent(first -> {
            LocalDate from = first.minus(agreement.looksAhead())
                    .atZone(agreement.latest().zone())
                    .toLocalDate();
            agreement.begun(from, now).stream()
                    .filter(begun -> days.stream().anyMatch(day -> isTouched(begun, day)))
                    .forEach(begun -> periods.put(begun.label(), begun.period()));
        });
        return periods;
    }

    private static boolean isTouched(AgreementPeriod period, Span day) {
        Span touched = period.touched();
        return day.startInclusive().isBefore(touched.endExclusive())
                && touched.startInclusive().isBefore(day.endExclusive());
    }

    /**
     * How many of the periods have something new to say. What they look back on comes first: those that no version covers
     * any more, then the others, oldest first; where one of them has become another for those that look back on it, all
     * later ones are looked at again.
     *
     * @param behind the first day of a period that has become another for those that look back on it; null if none has
     */
    int evaluate(
            Connection connection,
            AgreementVersions agreement,
            Map<String, Period> periods,
            @Nullable LocalDate behind,
            Map<Integer, Series> series,
            Instant now)
            throws SQLException {
        if (periods.isEmpty() && behind == null) {
            return 0;
        }
        List<AgreementPeriod> covered = periods.keySet().stream()
                .map(agreement::of)
                .flatMap(Optional::stream)
                .sorted(BY_START)
                .toList();
        List<AgreementPeriod> chain =
                agreement.looksBack() ? later(agreement, covered, periods.values(), behind, now) : covered;
        List<Period> all = new ArrayList<>(periods.values());
        chain.forEach(each -> all.add(each.period()));
        if (all.isEmpty()) {
            return 0;
        }
        MissingCounts missing = MissingCounts.read(connection, agreement, all);
        Set<String> frozen = table.frozen(connection, agreement.agreement());
        int published = withdraw(connection, agreement, periods, missing, frozen, now);
        boolean pastChanged = published > 0;
        ZoneId zone = agreement.latest().zone();
        LookedAt looked = agreement.looksAt();
        for (AgreementPeriod each : chain) {
            pastChanged |= behind != null && each.period().firstDay(zone).isAfter(behind);
            if (!pastChanged && !periods.containsKey(each.label())) {
                continue;
            }
            if (frozen.contains(each.label())) {
                table.noteFrozen(connection, agreement.agreement(), each.label());
            } else if (!each.period().startInclusive().isAfter(now) && !missing.concern(each)) {
                Optional<PastPeriod> before = table.last(connection, agreement.agreement(), each.label())
                        .map(last -> PastPeriod.of(last).keep(looked));
                Evaluation evaluation = evaluations.of(connection, each, series);
                published += table.storeIfChanged(connection, evaluation, now) ? 1 : 0;
                pastChanged |=
                        !before.equals(Optional.of(PastPeriod.of(evaluation).keep(looked)));
            }
        }
        return published;
    }

    /** Takes back what was said of periods that no version covers any more; of how many. */
    private int withdraw(
            Connection connection,
            AgreementVersions agreement,
            Map<String, Period> periods,
            MissingCounts missing,
            Set<String> frozen,
            Instant now)
            throws SQLException {
        int withdrawn = 0;
        for (Map.Entry<String, Period> each : periods.entrySet()) {
            String label = each.getKey();
            if (agreement.of(label).isPresent()) {
                continue;
            }
            if (frozen.contains(label)) {
                table.noteFrozen(connection, agreement.agreement(), label);
            } else if (!missing.concernAnyOf(agreement, each.getValue())) {
                withdrawn += table.withdraw(connection, agreement.agreement(), label, now) ? 1 : 0;
            }
        }
        return withdrawn;
    }

    /** The periods that have begun, from the first of those that are to be evaluated on. */
    private static List<AgreementPeriod> later(
            AgreementVersions agreement,
            List<AgreementPeriod> covered,
            Collection<Period> all,
            @Nullable LocalDate behind,
            Instant now) {
        ZoneId zone = agreement.latest().zone();
        LocalDate day = Stream.concat(all.stream().map(period -> period.firstDay(zone)), Stream.ofNullable(behind))
                .min(LocalDate::compareTo)
                .orElseThrow();
        List<AgreementPeriod> later = new ArrayList<>(agreement.begun(day, now));
        covered.stream().filter(each -> !later.contains(each)).forEach(later::add);
        later.sort(BY_START);
        return later;
    }
}
