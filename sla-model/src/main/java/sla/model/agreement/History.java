package sla.model.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import sla.model.time.Cycle;
import sla.model.time.Period;

/** How far an agreement looks back on its earlier periods. */
public final class History {
    /** A row of failures is followed so far back: what it counts was the same long before. */
    public static final int LONGEST_ROW = 60;

    private History() {}

    /** The earliest moment on which anything in the period looks back; empty if nothing does. */
    public static Optional<Instant> reach(Agreement agreement, Period period, ContractDays contractDays) {
        ZoneId zone = agreement.zone();
        LocalDate first = agreement.period().startOf(period.firstDay(zone));
        LocalDate reach = agreement.rules().stream()
                .map(Rule::repeats)
                .filter(Objects::nonNull)
                .map(repeats ->
                        back(agreement, contractDays, first, repeats.last() == null ? LONGEST_ROW : repeats.last()))
                .min(LocalDate::compareTo)
                .orElse(null);
        for (Lookback lookback : LookedAt.of(agreement).lookbacks()) {
            LocalDate start = lookback.every() == null
                    ? back(agreement, contractDays, first, lookback.last() == null ? LONGEST_ROW : lookback.last())
                    : month(lookback.start(agreement.period(), first));
            reach = reach == null || start.isBefore(reach) ? start : reach;
        }
        for (Cap cap : agreement.caps()) {
            LocalDate start = month(start(cap, agreement.period(), period.firstDay(zone), contractDays));
            if (cap.per() != Cap.Scope.PERIOD && (reach == null || start.isBefore(reach))) {
                reach = start;
            }
        }
        if (agreement.rules().stream().anyMatch(SettlingRule.class::isInstance)
                || agreement.bases().stream().anyMatch(Base::looksBack)
                || followsVersion(agreement, first, contractDays)) {
            // The period before, by whichever version: none is longer than a year.
            LocalDate before = first.minusYears(1);
            reach = reach == null || before.isBefore(reach) ? before : reach;
        }
        if (reach == null) {
            return Optional.empty();
        }
        LocalDate from = reach.isBefore(contractDays.start()) ? contractDays.start() : reach;
        return Optional.of(from.atStartOfDay(zone).toInstant());
    }

    /** Periods of an earlier version may begin on another day of the month in which a quarter or a year starts. */
    private static LocalDate month(LocalDate start) {
        return start.withDayOfMonth(1);
    }

    /** Whether some of the period before is one of an earlier version, which may have left shares of what is charged now. */
    private static boolean followsVersion(Agreement agreement, LocalDate first, ContractDays contractDays) {
        LocalDate start = agreement.effectiveFrom();
        return start.isAfter(contractDays.start())
                && agreement.period().startOf(first.minusDays(1)).isBefore(start);
    }

    /** The first day of the span in which a cap is used up by the period that begins on a day. */
    public static LocalDate start(Cap cap, Cycle periods, LocalDate day, ContractDays contractDays) {
        LocalDate start = cap.per() == Cap.Scope.CONTRACT
                ? contractDays.start()
                : cap.cycle(periods).map(cycle -> cycle.startOf(day)).orElse(day);
        return start.isBefore(contractDays.start()) ? contractDays.start() : start;
    }

    /** Where the first of so many periods can begin: those of earlier versions may be longer, up to a year. */
    private static LocalDate back(Agreement agreement, ContractDays contractDays, LocalDate first, int count) {
        LocalDate own = agreement.effectiveFrom();
        LocalDate start = first;
        for (int i = 1; i < count; i++) {
            if (!start.isAfter(own) && own.isAfter(contractDays.start())) {
                return own.minusYears(count - i);
            }
            start = agreement.period().startOf(start.minusDays(1));
        }
        return start;
    }
}
