package sla.evaluator.performance;

import java.util.EnumSet;
import java.util.List;
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

/** What each metric makes of the parameters of a question; what is not said is what dashboards usually show. */
final class MetricOptions {
    private static final int LONGEST_WAIT = 1_000_000;
    private static final int USUAL_SCALE = 5;

    private MetricOptions() {}

    static Metric metric(String name, QueryParameters parameters) {
        return switch (name) {
            case "volume" ->
                new Volume(parameters
                        .choice("volume", Volume.Kind.values(), MetricParameters::label)
                        .orElse(Volume.Kind.OFFERED));
            case "average-speed-of-answer" ->
                new AverageSpeedOfAnswer(answeredOr(parameters, "waits"), answeredOr(parameters, "over"));
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
            case "transfer-rate" -> new TransferRate(answeredOr(parameters, "of"));
            case "hand-back-rate" -> new HandBackRate(answeredOr(parameters, "of"));
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

    private static Population answeredOr(QueryParameters parameters, String name) {
        return parameters
                .choice(name, Population.values(), MetricParameters::label)
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
            throw QueryParameters.badRequest("The treatment '" + MetricParameters.label(abandons)
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
}
