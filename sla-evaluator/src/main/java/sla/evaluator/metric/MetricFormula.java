package sla.evaluator.metric;

import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
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
import sla.model.agreement.WaitBound;
import sla.model.event.EventType;

/** The formula of every metric. There is no single "service level": each option that changes the number is asked for. */
public final class MetricFormula {
    private MetricFormula() {}

    public static MetricResult measure(Metric metric, Counts counts) {
        return switch (metric) {
            case AverageSpeedOfAnswer speed -> AverageSpeedOfAnswerFormula.measure(speed, counts);
            case AverageHandleTime averageHandleTime -> AverageHandleTimeFormula.measure(averageHandleTime, counts);
            case ServiceLevel serviceLevel -> ServiceLevelFormula.measure(serviceLevel, counts);
            case AbandonmentRate abandonmentRate -> AbandonmentRateFormula.measure(abandonmentRate, counts);
            case ShareWaitingLonger shareWaitingLonger -> ShareWaitingLongerFormula.measure(shareWaitingLonger, counts);
            case QualityScore qualityScore -> QualityScoreFormula.measure(qualityScore, counts);
            case Volume volume -> VolumeFormula.measure(volume, counts);
            case VolumeWaitingLonger volumeWaitingLonger ->
                VolumeWaitingLongerFormula.measure(volumeWaitingLonger, counts);
            case TransferRate transferRate -> TransferRateFormula.measure(transferRate, counts);
            case HandBackRate handBackRate -> HandBackRateFormula.measure(handBackRate, counts);
            case CallbackRate _ -> CallbackRateFormula.measure(counts);
            case BlockedRate blockedRate -> BlockedRateFormula.measure(blockedRate, counts);
            case SelfServiceRate selfServiceRate -> SelfServiceRateFormula.measure(selfServiceRate, counts);
            case CriticalErrorAccuracy criticalErrorAccuracy ->
                CriticalErrorAccuracyFormula.measure(criticalErrorAccuracy, counts);
            case CsatMean csatMean -> CsatMeanFormula.measure(csatMean, counts);
            case CsatShare csatShare -> CsatShareFormula.measure(csatShare, counts);
            case NetPromoterScore _ -> NetPromoterScoreFormula.measure(counts);
            case FirstContactResolution firstContactResolution ->
                FirstContactResolutionFormula.measure(firstContactResolution, counts);
            case HandledMinutes handledMinutes -> HandledMinutesFormula.measure(handledMinutes, counts);
            case QualityPassRate passRate -> QualityPassRateFormula.measure(passRate, counts);
            case FirstResponseTime response -> FirstResponseTimeFormula.measure(response, counts);
            case ShareRespondedWithin response -> ShareRespondedWithinFormula.measure(response, counts);
            case RevenuePerContact revenue -> RevenuePerContactFormula.measure(revenue, counts);
            case DeclaredMeasureMetric declared -> DeclaredMeasureFormula.measure(declared, counts);
        };
    }

    /** What one record alone adds to the denominator. That of a sum is no count of records: nothing adds to it. */
    public static BigInteger denominatorOfOne(Metric metric, MetricResult alone) {
        return metric.addsUp() ? BigInteger.ZERO : BigInteger.valueOf(alone.denominator());
    }

    /** What besides contacts the metrics are measured from. */
    public static Set<EventType> judgements(Collection<Metric> metrics) {
        return metrics.stream()
                .filter(Metric::judgesContacts)
                .map(Metric::measuredFrom)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The bounds for which any of the metrics asks {@link Counts#contactsWithin}. */
    public static Set<WaitBound> waitBounds(Collection<Metric> metrics) {
        Set<WaitBound> bounds = new LinkedHashSet<>();
        metrics.forEach(metric -> bounds.addAll(metric.waitBounds()));
        return bounds;
    }
}
