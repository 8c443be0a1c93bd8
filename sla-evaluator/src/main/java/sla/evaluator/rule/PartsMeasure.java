package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.MetricFormula;
import sla.evaluator.metric.MetricResult;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.agreement.Parts;
import sla.model.agreement.Target;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.KpiResult.TargetState;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/**
 * Makes the value of a KPI of the values of parts of its window. 3,000 contacts at 60 %, 500 at 95 % and 500 at 95 % are
 * 83.33 % as a mean of three days, and two of three days at 80 % or more (domain, 5).
 */
final class PartsMeasure {
    private final Kpi kpi;
    private final Parts parts;
    private final List<Part> measured = new ArrayList<>();
    private int met;
    private int missed;
    private boolean someToCome;
    private boolean someExcluded;

    private PartsMeasure(Kpi kpi, Parts parts) {
        this.kpi = kpi;
        this.parts = parts;
    }

    /** One part in which something was measured. */
    private record Part(MetricResult result, Ratio value) {}

    /**
     * @param exact empty if nothing was measured in any part
     * @param parts all of them
     */
    record Result(MetricResult result, Optional<Ratio> exact, List<KpiResult.Part> parts) {}

    /**
     * @param whole the metric over the whole window
     */
    static Result of(Kpi kpi, Parts parts, KpiWindow window, CountsOverTime counts, MetricResult whole) {
        PartsMeasure measure = new PartsMeasure(kpi, parts);
        List<KpiResult.Part> listed = new ArrayList<>();
        for (KpiWindow.Part part : window.parts()) {
            measure.add(part, counts).ifPresent(listed::add);
        }
        return measure.result(whole, listed);
    }

    /** Empty if nothing was measured in it and it is not over: it is no part yet. */
    private Optional<KpiResult.Part> add(KpiWindow.Part part, CountsOverTime counts) {
        MetricResult result = measure(part, counts);
        boolean isExcluded =
                Excluded.is(part.open(), counts, result, before -> Excluded.isMeasured(measure(part, before)));
        if (!Excluded.isMeasured(result)
                && !isExcluded
                && parts.countsEmpty()
                && part.span().endExclusive().isAfter(counts.asOf())) {
            someToCome = true;
            return Optional.empty();
        }
        if (isExcluded) {
            someExcluded = true;
            return Optional.of(new KpiResult.Part(
                    part.span().startInclusive(), Excluded.nothing(result), null, TargetState.EXCLUDED));
        }
        return Optional.of(add(part, result));
    }

    private MetricResult measure(KpiWindow.Part part, CountsOverTime counts) {
        return Samples.atLeast(parts.minimumSample(), MetricFormula.measure(kpi.metric(), counts.within(part.open())));
    }

    private KpiResult.Part add(KpiWindow.Part part, MetricResult result) {
        Target target = parts.target();
        return switch (result.measure()) {
            case Measure.Measured of -> {
                Ratio value = rounded(of.value());
                measured.add(new Part(result, value));
                TargetState state = target == null
                        ? TargetState.NO_TARGET
                        : target.met(value) ? TargetState.MET : TargetState.MISSED;
                met += state == TargetState.MET ? 1 : 0;
                missed += state == TargetState.MISSED ? 1 : 0;
                yield new KpiResult.Part(part.span().startInclusive(), of, shown(of.value()), state);
            }
            case Measure.OfParts _ -> throw new IllegalStateException("parts have no parts");
            case Measure.NotMeasured not -> {
                met += parts.empty() == Parts.Empty.MET ? 1 : 0;
                missed += parts.empty() == Parts.Empty.MISSED ? 1 : 0;
                yield new KpiResult.Part(part.span().startInclusive(), not, null, TargetState.NOT_MEASURED);
            }
        };
    }

    private Result result(MetricResult whole, List<KpiResult.Part> listed) {
        return switch (parts.as()) {
            case MEAN -> {
                Ratio sum = measured.stream().map(Part::value).reduce(Ratio.ZERO, Ratio::plus);
                String terms = measured.size() <= KpiResult.MOST_PARTS
                        ? measured.stream().map(this::term).collect(Collectors.joining(" + ", "(", ")"))
                        : Amounts.decimal(sum);
                yield of(
                        whole,
                        measured.size(),
                        "mean of the values of the " + words() + each(whole) + sample(),
                        terms + " / " + measured.size(),
                        measured.isEmpty() ? Ratio.ZERO : sum.dividedBy(Ratio.of(measured.size())),
                        listed);
            }
            case SHARE_MET ->
                of(
                        whole,
                        met + missed,
                        words() + " with " + asked() + " / " + words() + " × 100" + each(whole) + empty(),
                        met + " / " + (met + missed) + " × 100",
                        met + missed == 0 ? Ratio.ZERO : Ratio.of(100L * met, (long) met + missed),
                        listed);
            case COUNT_MISSED ->
                // None missed is a value, also of no parts at all.
                new Result(
                        result(whole, counted(whole, met + missed), formulaOfCount(whole), Integer.toString(missed)),
                        Optional.of(Ratio.of(missed)),
                        listed);
        };
    }

    private String formulaOfCount(MetricResult whole) {
        return words() + " without " + asked() + each(whole) + empty();
    }

    private Result of(
            MetricResult whole, int made, String formula, String working, Ratio value, List<KpiResult.Part> listed) {
        boolean none = made == 0;
        Measure measure =
                none ? new Measure.NotMeasured("no " + word() + " with anything to measure") : counted(whole, made);
        return new Result(
                result(whole, measure, formula, working), none ? Optional.empty() : Optional.of(value), listed);
    }

    private Measure counted(MetricResult whole, int made) {
        return new Measure.OfParts(
                BigInteger.valueOf(whole.numerator()), BigInteger.valueOf(whole.denominator()), made, kpi.unit());
    }

    private static MetricResult result(MetricResult whole, Measure measure, String formula, String working) {
        return new MetricResult(measure, whole.numerator(), whole.denominator(), whole.counts(), formula, working);
    }

    /** One value of a mean: as rounded, else the fraction that it is. */
    private String term(Part part) {
        return parts.rounding() == null ? part.result().working() : part.value().plain();
    }

    private Ratio rounded(Ratio value) {
        return parts.rounding() == null ? value : Ratio.of(parts.rounding().apply(value));
    }

    private BigDecimal shown(Ratio value) {
        return parts.rounding() == null
                ? new BigDecimal(Amounts.decimal(value))
                : parts.rounding().apply(value);
    }

    private String word() {
        return parts.every().words();
    }

    private String words() {
        return word() + "s";
    }

    private String asked() {
        Target target = parts.target();
        return target == null
                ? "a target"
                : target.band().describe(kpi.metric().unit().symbol());
    }

    /** What is measured of each part. */
    private String each(MetricResult whole) {
        return "; of each, " + whole.formula()
                + (parts.rounding() == null ? "" : ", " + parts.rounding().describe());
    }

    /** Of a mean, parts in which nothing is measured are none. */
    private String sample() {
        return parts.minimumSample() == null
                ? ""
                : "; those with a sample of less than " + parts.minimumSample() + " are left out";
    }

    private String empty() {
        String those = parts.minimumSample() == null
                ? "; those with nothing to measure "
                : "; those with a sample of less than " + parts.minimumSample() + " ";
        return those
                + switch (parts.empty()) {
                    case LEFT_OUT -> "are left out";
                    case MET -> "have met it";
                    case MISSED -> "have missed it";
                }
                + (someExcluded && parts.empty() != Parts.Empty.LEFT_OUT
                        ? "; those of which exclusions leave nothing are left out"
                        : "")
                + (someToCome ? "; those that are still to come are left out" : "");
    }
}
