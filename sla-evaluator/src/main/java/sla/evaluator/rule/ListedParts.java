package sla.evaluator.rule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.LessCounts;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.model.agreement.Agreement;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Corridor;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Parts;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.ListedPart;
import sla.model.evaluation.Measure;
import sla.model.time.Period;
import sla.model.time.Span;

/**
 * A KPI over one of its windows with every part of that, however many they are: with them its value can be redone by hand.
 *
 * @param kpi as it is evaluated, without its parts
 * @param parts in order, also those that are left out
 */
public record ListedParts(KpiResult kpi, List<ListedPart> parts) {
    /**
     * @param counts of all KPIs that the evaluation asks for
     * @param exclusions what each takes out of the counts
     * @param kpi one that is made of parts
     * @param window one of its windows for the period
     * @param now what begins then or later is still to come
     */
    public static ListedParts of(
            Agreement agreement,
            Period period,
            ContractDays contractDays,
            Map<String, ? extends CountsOverTime> counts,
            List<AppliedExclusion> exclusions,
            Kpi kpi,
            KpiWindow window,
            Instant now) {
        Parts parts = kpi.parts();
        Map<String, CountsOverTime> left =
                exclusions.isEmpty() ? new HashMap<>(counts) : LessCounts.of(agreement, counts, exclusions);
        CountsOverTime own = left.get(kpi.id());
        if (parts == null || own == null) {
            throw new IllegalArgumentException(kpi.id() + " is not made of parts, or has no counts");
        }
        MeasuredKpi measured = new Corridors(agreement, period, contractDays, left, LastInCounts.NOT_ASKED_FOR)
                .measure(kpi, window, own, false);
        Map<Instant, KpiResult.Part> made =
                PartsMeasure.of(kpi, parts, measured.window(), own, measured.result()).parts().stream()
                        .collect(Collectors.toMap(KpiResult.Part::startInclusive, Function.identity()));
        Map<Instant, KpiWindow.Part> open = byStart(window);
        Map<Instant, KpiWindow.Part> counting = byStart(measured.window());
        List<ListedPart> listed = KpiWindow.spansOfParts(agreement, kpi, window, contractDays).stream()
                .map(span -> {
                    if (!open.containsKey(span.startInclusive())) {
                        return ListedPart.leftOut(
                                span.startInclusive(),
                                span.endExclusive(),
                                ListedPart.Reason.CLOSED,
                                "The lot '" + kpi.lot() + "' is closed.");
                    }
                    KpiWindow.Part part = counting.get(span.startInclusive());
                    if (part == null) {
                        return ListedPart.leftOut(
                                span.startInclusive(),
                                span.endExclusive(),
                                ListedPart.Reason.ABOVE_FORECAST,
                                "More came than was forecast; '"
                                        + Corridor.relieving(agreement, kpi.id())
                                                .orElseThrow()
                                                .id()
                                        + "' leaves it out.");
                    }
                    MetricResult result = MetricFormula.measure(kpi.metric(), own.within(part.open()));
                    return listed(parts, span, made.get(span.startInclusive()), result, now);
                })
                .toList();
        return new ListedParts(measured.asResult(), listed);
    }

    private static Map<Instant, KpiWindow.Part> byStart(KpiWindow window) {
        return window.parts().stream()
                .collect(Collectors.toMap(part -> part.span().startInclusive(), Function.identity()));
    }

    /** @param made null if it is no part yet */
    private static ListedPart listed(
            Parts parts, Span span, KpiResult.@Nullable Part made, MetricResult result, Instant now) {
        if (made == null) {
            return toCome(span);
        }
        return switch (made.measure()) {
            case Measure.Measured of ->
                new ListedPart(
                        span.startInclusive(),
                        span.endExclusive(),
                        switch (made.state()) {
                            case MET -> ListedPart.State.MET;
                            case MISSED -> ListedPart.State.MISSED;
                            case NO_TARGET, NOT_MEASURED, EXCLUDED -> ListedPart.State.COUNTED;
                        },
                        null,
                        null,
                        made.value(),
                        of.numerator(),
                        of.denominator(),
                        result.counts());
            case Measure.OfParts _ -> throw new IllegalStateException("parts have no parts");
            case Measure.NotMeasured not -> {
                boolean tooSmall = not.numerator() != null;
                if (made.state() == KpiResult.TargetState.EXCLUDED) {
                    yield excluded(span, tooSmall, result);
                }
                yield !tooSmall && !span.startInclusive().isBefore(now)
                        ? toCome(span)
                        : empty(parts, span, not.reason(), tooSmall, result);
            }
        };
    }

    private static ListedPart toCome(Span span) {
        return ListedPart.leftOut(
                span.startInclusive(),
                span.endExclusive(),
                ListedPart.Reason.STILL_TO_COME,
                "It is still to come or going on, and nothing has come so far.");
    }

    private static ListedPart excluded(Span span, boolean tooSmall, MetricResult result) {
        return new ListedPart(
                span.startInclusive(),
                span.endExclusive(),
                ListedPart.State.LEFT_OUT,
                ListedPart.Reason.EXCLUDED,
                "Exclusions leave " + (tooSmall ? "too little" : "nothing") + " of it.",
                null,
                null,
                null,
                result.counts());
    }

    private static ListedPart empty(Parts parts, Span span, String why, boolean tooSmall, MetricResult result) {
        ListedPart.State state = parts.as() == Parts.As.MEAN
                ? ListedPart.State.LEFT_OUT
                : switch (parts.empty()) {
                    case LEFT_OUT -> ListedPart.State.LEFT_OUT;
                    case MET -> ListedPart.State.MET;
                    case MISSED -> ListedPart.State.MISSED;
                };
        String text = Character.toUpperCase(why.charAt(0)) + why.substring(1);
        return new ListedPart(
                span.startInclusive(),
                span.endExclusive(),
                state,
                tooSmall ? ListedPart.Reason.SAMPLE_TOO_SMALL : ListedPart.Reason.NOTHING_MEASURED,
                state == ListedPart.State.LEFT_OUT
                        ? text + "."
                        : text + "; the agreement takes that as "
                                + (state == ListedPart.State.MET ? "met." : "missed."),
                null,
                null,
                null,
                result.counts());
    }
}
