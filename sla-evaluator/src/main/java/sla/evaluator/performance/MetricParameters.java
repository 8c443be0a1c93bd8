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
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.Population;
import sla.model.agreement.QualityScore;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;
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
            "volume",
            "of",
            "blockedOf",
            "leftInMenu",
            "errors",
            "csatScale",
            "satisfiedFrom");

    private static final List<String> METRICS = List.of(
            "volume",
            "average-speed-of-answer",
            "average-handle-time",
            "service-level",
            "abandonment-rate",
            "share-waiting-longer",
            "volume-waiting-longer",
            "quality-score",
            "transfer-rate",
            "hand-back-rate",
            "callback-rate",
            "blocked-rate",
            "self-service-rate",
            "handled-minutes",
            "critical-error-accuracy",
            "csat-mean",
            "csat-share",
            "net-promoter-score",
            "first-contact-resolution");

    /** What a dashboard shows first. */
    private static final List<String> USUAL =
            List.of("volume", "average-speed-of-answer", "average-handle-time", "service-level", "abandonment-rate");

    private static final int LONGEST_WAIT = 1_000_000;
    private static final int USUAL_SCALE = 5;

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
                    case ShareWaitingLonger _, VolumeWaitingLonger _ ->
                        Set.of("longerThan", "bound", "population").contains(option);
                    case QualityScore _ -> Set.of("form", "instrument").contains(option);
                    case TransferRate _, HandBackRate _ -> option.equals("of");
                    case BlockedRate _ -> option.equals("blockedOf");
                    case SelfServiceRate _ -> option.equals("leftInMenu");
                    case HandledMinutes _ -> Set.of("parts", "unknown").contains(option);
                    case CriticalErrorAccuracy _ ->
                        Set.of("errors", "form", "instrument").contains(option);
                    case CsatMean _ -> option.equals("csatScale");
                    case CsatShare _ -> Set.of("csatScale", "satisfiedFrom").contains(option);
                    case CallbackRate _, NetPromoterScore _, FirstContactResolution _ -> false;
                };
    }

    private static Metric metric(String name, QueryParameters parameters) {
        return switch (name) {
            case "volume" ->
                new Volume(parameters
                        .choice("volume", Volume.Kind.values(), MetricParameters::label)
                        .orElse(Volume.Kind.OFFERED));
            case "average-speed-of-answer" -> new AverageSpeedOfAnswer();
            case "average-handle-time" -> new AverageHandleTime(parts(parameters), unknown(parameters));
            case "service-level" -> serviceLevel(parameters);
            case "abandonment-rate" ->
                new AbandonmentRate(
                        shortAbandon(parameters).orElse(null),
                        parameters.flag("shortInDenominator").orElse(false));
            case "share-waiting-longer" -> new ShareWaitingLonger(longerThan(name, parameters), population(parameters));
            case "volume-waiting-longer" ->
                new VolumeWaitingLonger(longerThan(name, parameters), population(parameters));
            case "quality-score" -> new QualityScore(forms(parameters), instruments(parameters));
            case "transfer-rate" -> new TransferRate(of(parameters));
            case "hand-back-rate" -> new HandBackRate(of(parameters));
            case "callback-rate" -> new CallbackRate();
            case "blocked-rate" ->
                new BlockedRate(parameters
                        .choice("blockedOf", BlockedRate.Base.values(), MetricParameters::label)
                        .orElse(BlockedRate.Base.OFFERED_AND_REFUSED));
            case "self-service-rate" ->
                new SelfServiceRate(parameters
                        .choice("leftInMenu", SelfServiceRate.LeftInMenu.values(), MetricParameters::label)
                        .orElse(SelfServiceRate.LeftInMenu.NOT_COUNTED));
            case "handled-minutes" -> new HandledMinutes(parts(parameters), unknown(parameters));
            case "critical-error-accuracy" ->
                new CriticalErrorAccuracy(
                        parameters
                                .choice("errors", CriticalErrorAccuracy.ErrorClass.values(), MetricParameters::label)
                                .orElse(CriticalErrorAccuracy.ErrorClass.CUSTOMER_CRITICAL),
                        forms(parameters),
                        instruments(parameters));
            case "csat-mean" -> new CsatMean(csatScale(parameters));
            case "csat-share" -> csatShare(parameters);
            case "net-promoter-score" -> new NetPromoterScore();
            case "first-contact-resolution" -> new FirstContactResolution(FirstContactResolution.By.SURVEY);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Set<AverageHandleTime.Part> parts(QueryParameters parameters) {
        List<AverageHandleTime.Part> parts =
                parameters.choices("parts", AverageHandleTime.Part.values(), MetricParameters::label);
        return parts.isEmpty() ? EnumSet.allOf(AverageHandleTime.Part.class) : EnumSet.copyOf(parts);
    }

    private static AverageHandleTime.UnknownParts unknown(QueryParameters parameters) {
        return parameters
                .choice("unknown", AverageHandleTime.UnknownParts.values(), MetricParameters::label)
                .orElse(AverageHandleTime.UnknownParts.EXCLUDE);
    }

    private static WaitBound longerThan(String metric, QueryParameters parameters) {
        int seconds = parameters
                .number("longerThan", 0, LONGEST_WAIT)
                .orElseThrow(
                        () -> QueryParameters.badRequest("'" + metric + "' needs 'longerThan', in whole seconds."));
        return new WaitBound(seconds, bound(parameters, "bound"));
    }

    private static Population population(QueryParameters parameters) {
        return parameters
                .choice("population", Population.values(), MetricParameters::label)
                .orElse(Population.OFFERED);
    }

    private static Population of(QueryParameters parameters) {
        return parameters
                .choice("of", Population.values(), MetricParameters::label)
                .orElse(Population.ANSWERED);
    }

    private static Set<String> forms(QueryParameters parameters) {
        return Set.copyOf(parameters.each("form"));
    }

    private static Set<QualityEvaluation.Instrument> instruments(QueryParameters parameters) {
        return Set.copyOf(
                parameters.choices("instrument", QualityEvaluation.Instrument.values(), MetricParameters::label));
    }

    private static int csatScale(QueryParameters parameters) {
        return parameters.number("csatScale", 2, CsatMean.LARGEST_SCALE).orElse(USUAL_SCALE);
    }

    /** Unless it is said, the top two boxes. */
    private static Metric csatShare(QueryParameters parameters) {
        int scale = csatScale(parameters);
        return new CsatShare(scale, parameters.number("satisfiedFrom", 1, scale).orElse(Math.max(2, scale - 1)));
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
