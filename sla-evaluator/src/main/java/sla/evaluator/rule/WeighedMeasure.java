package sla.evaluator.rule;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.evaluator.rule.CorridorSurplus.Above;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;
import sla.model.time.Span;

/**
 * A share or a mean in which the contacts of some days count with a part of themselves: 990 of 1,320 in time where 1,100 had
 * to be taken, and 850 of 1,000, are (990 × 1100 / 1320 + 850) / (1320 × 1100 / 1320 + 1000) = 79.76 %.
 *
 * @param exact what it comes to; 0 if the measure is none
 */
record WeighedMeasure(MetricResult result, Ratio exact) {

    /**
     * @param of over the whole window, and measured
     * @param above the days or intervals of the window that are weighed
     */
    static WeighedMeasure of(MeasuredKpi of, CountsOverTime counts, CorridorSurplus surplus, List<Above> above) {
        Kpi kpi = of.kpi();
        KpiWindow window = of.window();
        MetricResult whole = of.result();
        MetricResult rest = MetricFormula.measure(
                kpi.metric(),
                counts.within(
                        window.without(above.stream().map(Above::span).toList()).open()));
        Terms numerator = new Terms(rest.numerator());
        Terms denominator = new Terms(rest.denominator());
        for (Above each : above) {
            List<Span> open = window.open().stream()
                    .filter(span -> each.span().contains(span.startInclusive()))
                    .toList();
            MetricResult own = MetricFormula.measure(kpi.metric(), counts.within(open));
            numerator.add(own.numerator(), each);
            denominator.add(own.denominator(), each);
        }
        boolean none = denominator.sum.signum() == 0;
        Measure measure = none
                ? new Measure.NotMeasured("nothing of it counts")
                : new Measure.OfParts(
                        BigInteger.valueOf(whole.numerator()),
                        BigInteger.valueOf(whole.denominator()),
                        above.size() + 1,
                        kpi.unit());
        return new WeighedMeasure(
                new MetricResult(
                        measure,
                        whole.numerator(),
                        whole.denominator(),
                        whole.counts(),
                        whole.formula() + "; of " + surplus.words(above.size()) + " only the part up to that",
                        numerator.words() + " / " + denominator.words()
                                + factor(kpi.unit().factor())),
                none
                        ? Ratio.ZERO
                        : numerator
                                .sum
                                .dividedBy(denominator.sum)
                                .times(kpi.unit().factor()));
    }

    /** A sum with how it comes about. */
    private static final class Terms {
        private final List<String> terms = new ArrayList<>();
        private Ratio sum;

        Terms(long rest) {
            sum = Ratio.of(rest);
            terms.add(Long.toString(rest));
        }

        void add(long number, Above above) {
            sum = sum.plus(Ratio.of(number).times(above.most()).dividedBy(above.volume()));
            terms.add(number + " × " + above.most().plain() + " / "
                    + above.volume().plain());
        }

        String words() {
            return terms.size() <= KpiResult.MOST_PARTS ? "(" + String.join(" + ", terms) + ")" : Amounts.decimal(sum);
        }
    }

    /** {@code × 100}, {@code / 1000}, or nothing. */
    private static String factor(Ratio factor) {
        if (factor.equals(Ratio.ONE)) {
            return "";
        }
        return factor.denominator().equals(BigInteger.ONE)
                ? " × " + factor.plain()
                : " / " + Ratio.ONE.dividedBy(factor).plain();
    }
}
