package sla.evaluator.performance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;

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
            "waits",
            "over",
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

    private MetricParameters() {}

    /** The metrics asked for, by name, in the order asked. */
    static Map<String, Metric> read(QueryParameters parameters) {
        List<String> names = parameters.choices("metric", METRICS.toArray(String[]::new), name -> name);
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? USUAL : names) {
            metrics.put(name, MetricOptions.metric(name, parameters));
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
                    case AverageSpeedOfAnswer _ -> Set.of("waits", "over").contains(option);
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
                    // Not offered here: they look at records.
                    case QualityPassRate _,
                            FirstResponseTime _,
                            ShareRespondedWithin _,
                            RevenuePerContact _,
                            DeclaredMeasureMetric _ -> false;
                };
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
