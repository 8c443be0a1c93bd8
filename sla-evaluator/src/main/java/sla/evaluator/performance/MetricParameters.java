package sla.evaluator.performance;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sla.evaluator.http.QueryParameters;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Volume;
import sla.model.agreement.WaitBound;
import sla.model.event.QualityEvaluation;

/** Metrics by name with their options as parameters; one set of options serves all metrics asked for. */
final class MetricParameters {
    static final Set<String> NAMES = Set.of(
            "metric",
            "threshold",
            "bound",
            "abandons",
            "shortAbandon",
            "shortBound",
            "callbacks",
            "shortInDenominator",
            "parts",
            "unknown",
            "longerThan",
            "population",
            "form",
            "instrument",
            "volume");

    private static final List<String> METRICS = List.of(
            "volume",
            "average-speed-of-answer",
            "average-handle-time",
            "service-level",
            "abandonment-rate",
            "share-waiting-longer",
            "quality-score");

    /** What a dashboard shows first. */
    private static final List<String> USUAL =
            List.of("volume", "average-speed-of-answer", "average-handle-time", "service-level", "abandonment-rate");

    private static final int LONGEST_WAIT = 1_000_000;

    private MetricParameters() {}

    /** The metrics asked for, by name, in the order asked. */
    static Map<String, Metric> read(QueryParameters parameters) {
        List<String> names = parameters.choices("metric", METRICS.toArray(String[]::new), name -> name);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? USUAL : names) {
            metrics.put(name, metric(name, parameters));
        }
        refuseUnused(parameters, metrics);
        return metrics;
    }

    /** An option that changes nothing was meant to change something. */
    private static void refuseUnused(QueryParameters parameters, Map<String, Metric> metrics) {
        for (String option : NAMES) {
            if (parameters.has(option) && metrics.values().stream().noneMatch(metric -> uses(metric, option))) {
                throw QueryParameters.badRequest("None of the metrics asked for uses '" + option + "': "
                        + String.join(", ", metrics.keySet()) + ".");
            }
        }
        if (parameters.has("shortBound") && !parameters.has("shortAbandon")) {
            throw QueryParameters.badRequest("'shortBound' says how 'shortAbandon' is meant: give that too.");
        }
    }

    private static boolean uses(Metric metric, String option) {
        return option.equals("metric")
                || switch (metric) {
                    case Volume _ -> option.equals("volume");
                    case AverageSpeedOfAnswer _ -> false;
                    case AverageHandleTime _ -> Set.of("parts", "unknown").contains(option);
                    case ServiceLevel level ->
                        Set.of("threshold", "bound", "abandons", "callbacks").contains(option)
                                || (option.startsWith("short")
                                        && level.abandons().needsShortAbandon()
                                        && !option.equals("shortInDenominator"));
                    case AbandonmentRate _ -> option.startsWith("short");
                    case ShareWaitingLonger _ ->
                        Set.of("longerThan", "bound", "population").contains(option);
                    case QualityScore _ -> Set.of("form", "instrument").contains(option);
                };
    }

    private static Metric metric(String name, QueryParameters parameters) {
        return switch (name) {
            case "volume" ->
                new Volume(parameters
                        .choice("volume", Volume.Kind.values(), MetricParameters::label)
                        .orElse(Volume.Kind.OFFERED));
            case "average-speed-of-answer" -> new AverageSpeedOfAnswer();
            case "average-handle-time" -> handleTime(parameters);
            case "service-level" -> serviceLevel(parameters);
            case "abandonment-rate" ->
                new AbandonmentRate(
                        shortAbandon(parameters).orElse(null),
                        parameters.flag("shortInDenominator").orElse(false));
            case "share-waiting-longer" ->
                new ShareWaitingLonger(
                        new WaitBound(
                                parameters
                                        .number("longerThan", 0, LONGEST_WAIT)
                                        .orElseThrow(() -> QueryParameters.badRequest(
                                                "'share-waiting-longer' needs 'longerThan', in whole seconds.")),
                                bound(parameters, "bound")),
                        parameters
                                .choice("population", ShareWaitingLonger.Population.values(), MetricParameters::label)
                                .orElse(ShareWaitingLonger.Population.OFFERED));
            case "quality-score" ->
                new QualityScore(
                        Set.copyOf(parameters.each("form")),
                        Set.copyOf(parameters.choices(
                                "instrument", QualityEvaluation.Instrument.values(), MetricParameters::label)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Metric handleTime(QueryParameters parameters) {
        List<AverageHandleTime.Part> parts =
                parameters.choices("parts", AverageHandleTime.Part.values(), MetricParameters::label);
        return new AverageHandleTime(
                parts.isEmpty() ? EnumSet.allOf(AverageHandleTime.Part.class) : EnumSet.copyOf(parts),
                parameters
                        .choice("unknown", AverageHandleTime.UnknownParts.values(), MetricParameters::label)
                        .orElse(AverageHandleTime.UnknownParts.EXCLUDE));
    }

    private static Metric serviceLevel(QueryParameters parameters) {
        ServiceLevel.Abandons abandons = parameters
                .choice("abandons", ServiceLevel.Abandons.values(), MetricParameters::label)
                .orElse(ServiceLevel.Abandons.FAILURES);
        Optional<WaitBound> shortAbandon = shortAbandon(parameters);
        if (abandons.needsShortAbandon() && shortAbandon.isEmpty()) {
            throw QueryParameters.badRequest("The treatment '" + label(abandons)
                    + "' needs 'shortAbandon', the limit of a short abandon in whole seconds.");
        }
        return new ServiceLevel(
                new WaitBound(parameters.number("threshold", 0, LONGEST_WAIT).orElse(20), bound(parameters, "bound")),
                abandons,
                abandons.needsShortAbandon() ? shortAbandon.orElseThrow() : null,
                parameters
                        .choice("callbacks", ServiceLevel.Callbacks.values(), MetricParameters::label)
                        .orElse(ServiceLevel.Callbacks.NOT_COUNTED));
    }

    private static Optional<WaitBound> shortAbandon(QueryParameters parameters) {
        return parameters
                .number("shortAbandon", 0, LONGEST_WAIT)
                .map(seconds -> new WaitBound(
                        seconds,
                        parameters
                                .choice("shortBound", WaitBound.Bound.values(), MetricParameters::label)
                                .orElse(WaitBound.Bound.BELOW)));
    }

    private static WaitBound.Bound bound(QueryParameters parameters, String name) {
        return parameters
                .choice(name, WaitBound.Bound.values(), MetricParameters::label)
                .orElse(WaitBound.Bound.AT_MOST);
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
