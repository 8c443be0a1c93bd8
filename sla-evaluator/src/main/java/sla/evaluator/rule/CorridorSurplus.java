package sla.evaluator.rule;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricFormula;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Corridor;
import sla.model.agreement.CorridorSpans;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.Measure;
import sla.model.evaluation.ReliefResult;
import sla.model.number.Ratio;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * A corridor in a period: the days or intervals in which more came than the vendor had to take.
 *
 * @param compared how many there are
 * @param above those in which more came, in order
 * @param undeclared those for which nothing was forecast
 * @param forecast how people call what was forecast
 */
record CorridorSurplus(
        Corridor corridor, ZoneId zone, int compared, List<Above> above, List<Span> undeclared, String forecast) {
    /** More are not named in a sentence. */
    private static final int MOST_NAMED = 12;

    /** A day or an interval, what came in it, and the most of it that the vendor had to take. */
    record Above(Span span, Ratio volume, Ratio most) {}

    static CorridorSurplus of(
            Agreement agreement,
            Corridor corridor,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts) {
        Quantity volume = Quantity.of(agreement, corridor.volume(), period, contractDays, counts);
        Quantity forecast = Quantity.of(agreement, corridor.forecast(), period, contractDays, counts);
        List<Span> spans = CorridorSpans.of(agreement, corridor, period, contractDays);
        List<Above> above = new ArrayList<>();
        List<Span> undeclared = new ArrayList<>();
        for (Span span : spans) {
            Optional<Ratio> most = forecast.within(span).map(corridor::most);
            if (most.isEmpty()) {
                undeclared.add(span);
            } else {
                volume.within(span)
                        .filter(came -> came.compareTo(most.get()) > 0)
                        .ifPresent(came -> above.add(new Above(span, came, most.get())));
            }
        }
        return new CorridorSurplus(
                corridor,
                agreement.zone(),
                spans.size(),
                above,
                undeclared,
                agreement.kpi(corridor.forecast()).title());
    }

    /** A KPI that adds up, over any day or interval of the period. */
    private record Quantity(Kpi kpi, List<Span> open, CountsOverTime counts) {
        static Quantity of(
                Agreement agreement,
                String id,
                Period period,
                ContractDays contractDays,
                Map<String, ? extends CountsOverTime> counts) {
            Kpi kpi = agreement.kpi(id);
            List<Span> open = KpiWindow.of(agreement, kpi, period, contractDays)
                    .getFirst()
                    .open();
            CountsOverTime own = counts.get(id);
            if (own == null) {
                throw new IllegalArgumentException("The counts of the KPI " + id + " are missing");
            }
            return new Quantity(kpi, open, own);
        }

        /** Empty if it is not measured. */
        Optional<Ratio> within(Span span) {
            List<Span> within = open.stream()
                    .filter(each -> span.contains(each.startInclusive()))
                    .toList();
            return MetricFormula.measure(kpi.metric(), counts.within(within)).measure()
                            instanceof Measure.Measured measured
                    ? Optional.of(measured.value())
                    : Optional.empty();
        }
    }

    /** Those of a window in which more came. */
    List<Above> within(KpiWindow window) {
        return above.stream()
                .filter(each -> window.period().contains(each.span().startInclusive()))
                .toList();
    }

    /** {@code 1 day above 110 % of Forecast (corridor)}. */
    String words(int spans) {
        return spans + " " + corridor.every().words() + (spans == 1 ? "" : "s") + " above "
                + corridor.abovePercent().toPlainString() + " % of " + forecast + " (" + corridor.id() + ")";
    }

    ReliefResult result(LastInCounts lastIn, List<ReliefResult.KpiChange> kpis) {
        return new ReliefResult(
                corridor.id(),
                corridor.kind(),
                corridor.clause(),
                sentence(),
                above.stream()
                        .map(each -> new ReliefResult.Relieved(
                                each.span().startInclusive(),
                                each.span().endExclusive(),
                                each.volume(),
                                each.most(),
                                corridor.surplus() == Corridor.Surplus.LAST_IN ? lastIn.first(corridor, each) : null))
                        .toList(),
                kpis,
                List.of());
    }

    private String sentence() {
        String every = corridor.every().words();
        String reading = switch (corridor.surplus()) {
            case WHOLE -> "nothing of a " + every + " counts in which more comes";
            case PRO_RATA -> "a " + every + " in which more comes counts only for that part of it";
            case LAST_IN -> "of a " + every + " in which more comes, what came last does not count";
        };
        return "The vendor has to take " + corridor.abovePercent().toPlainString() + " % of " + forecast + " of each "
                + every + "; " + reading + ". " + (above.isEmpty() ? "None of " + compared + " is above it" : named())
                + "." + (undeclared.isEmpty() ? "" : notForecast());
    }

    private String named() {
        return above.size() + " of " + compared + (above.size() == 1 ? " is" : " are") + " above it: "
                + above.stream()
                        .limit(MOST_NAMED)
                        .map(each -> name(each.span()) + " with "
                                + each.volume().plain() + ", at most "
                                + each.most().plain())
                        .collect(Collectors.joining("; "))
                + more(above.size());
    }

    private String notForecast() {
        return " Nothing was forecast, so nothing is left out, for "
                + undeclared.stream().limit(MOST_NAMED).map(this::name).collect(Collectors.joining(", "))
                + more(undeclared.size()) + ".";
    }

    private static String more(int all) {
        return all > MOST_NAMED ? " and " + (all - MOST_NAMED) + " more" : "";
    }

    /** By its first local day, or by its local time. */
    private String name(Span span) {
        return corridor.every().minutes() == null
                ? span.startInclusive().atZone(zone).toLocalDate().toString()
                : span.startInclusive().atZone(zone).toLocalDateTime().toString();
    }
}
