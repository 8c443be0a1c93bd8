package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Condition;
import sla.model.agreement.Kpi;
import sla.model.agreement.PeriodCount;
import sla.model.agreement.Unit;
import sla.model.evaluation.Counted;
import sla.model.evaluation.Gate;
import sla.model.evaluation.Line;
import sla.model.number.Ratio;

/** Answers what conditions ask of earlier periods. There is always an answer: what is not there does not count. */
final class HistoryAnswers {
    private final MeasuredKpis kpis;
    private final Past past;
    private final List<Line> points;
    private final @Nullable Set<String> capsReached;

    /**
     * @param points lines of the period that give points
     * @param capsReached caps of which nothing is left at its end; null while that is not known
     */
    HistoryAnswers(MeasuredKpis kpis, Past past, List<Line> points, @Nullable Set<String> capsReached) {
        this.kpis = kpis;
        this.past = past;
        this.points = points;
        this.capsReached = capsReached;
    }

    /** @param until where the line's window ends */
    Gate.Check answer(Condition.OfHistory condition, Instant until) {
        return switch (condition) {
            case Condition.OverPeriods of -> {
                Counted counted = new Occasions(kpis, past).of(of.periods(), until);
                yield check(of, Ratio.of(counted.number()), Unit.COUNT, counted);
            }
            case Condition.OverPoints of -> ofPoints(of);
            case Condition.OverCap of -> {
                Counted counted = new Occasions(kpis, past).of(of, capsReached);
                yield check(of, Ratio.of(counted.number()), Unit.COUNT, counted);
            }
        };
    }

    private Gate.Check ofPoints(Condition.OverPoints of) {
        BigDecimal sum = BigDecimal.ZERO;
        List<String> each = new ArrayList<>();
        for (PointsOfPeriods own : PointsOfPeriods.of(past, of.points(), past.counting(of.lookback()), points)
                .values()) {
            sum = sum.add(own.sum());
            if (own.sum().signum() != 0) {
                each.add(own.label() + ": " + Ratio.of(own.sum()).plain());
            }
        }
        return check(of, Ratio.of(sum), Unit.SCALE_POINTS, Counted.of(each));
    }

    private Gate.Check check(Condition.OfHistory condition, Ratio number, Unit unit, Counted counted) {
        return new Gate.Check(
                null,
                new BigDecimal(number.plain()),
                unit,
                condition.band().describe(unit.symbol()),
                condition.band().contains(number) ? Gate.Answer.YES : Gate.Answer.NO,
                subject(condition),
                counted);
    }

    /** {@code the number of times Answered within 20 s was off target in the last 6 periods}. */
    private String subject(Condition.OfHistory condition) {
        LocalDate since = past.since(condition.lookback());
        String back = condition.lookback().words(since);
        return switch (condition) {
            case Condition.OverPeriods(PeriodCount periods, var _, var _, var _, var _) ->
                "the number of times " + was(periods) + ' ' + back;
            case Condition.OverPoints of -> "the sum of points of " + String.join(", ", of.points()) + ' ' + back;
            case Condition.OverCap of -> "the number of times the cap " + of.cap() + " was used up " + back;
        };
    }

    /** {@code Answered within 20 s was off target}. */
    String was(PeriodCount periods) {
        Kpi kpi = kpis.kpi(periods.kpi());
        return kpi.title() + " was " + periods.asked(kpi.unit());
    }
}
