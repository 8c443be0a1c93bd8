package sla.evaluator.metric;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Volume;
import sla.model.agreement.WaitBound;

/** The formula of every metric. There is no single "service level": each option that changes the number is asked for. */
public final class MetricFormula {
    private MetricFormula() {}

    public static MetricResult measure(Metric metric, Counts counts) {
        return switch (metric) {
            case AverageSpeedOfAnswer _ -> AverageSpeedOfAnswerFormula.measure(counts);
            case AverageHandleTime averageHandleTime -> AverageHandleTimeFormula.measure(averageHandleTime, counts);
            case ServiceLevel serviceLevel -> ServiceLevelFormula.measure(serviceLevel, counts);
            case AbandonmentRate abandonmentRate -> AbandonmentRateFormula.measure(abandonmentRate, counts);
            case ShareWaitingLonger shareWaitingLonger -> ShareWaitingLongerFormula.measure(shareWaitingLonger, counts);
            case QualityScore qualityScore -> QualityScoreFormula.measure(qualityScore, counts);
            case Volume volume -> VolumeFormula.measure(volume, counts);
        };
    }

    /** The bounds for which any of the metrics asks {@link Counts#contactsWithin}. */
    public static Set<WaitBound> waitBounds(Collection<Metric> metrics) {
        Set<WaitBound> bounds = new LinkedHashSet<>();
        metrics.forEach(metric -> bounds.addAll(waitBounds(metric)));
        return bounds;
    }

    /** The bounds for which the metric asks {@link Counts#contactsWithin}. */
    public static Set<WaitBound> waitBounds(Metric metric) {
        Set<WaitBound> bounds = new LinkedHashSet<>();
        switch (metric) {
            case ServiceLevel serviceLevel -> {
                bounds.add(serviceLevel.threshold());
                if (serviceLevel.shortAbandon() != null) {
                    bounds.add(serviceLevel.shortAbandon());
                }
            }
            case AbandonmentRate abandonmentRate -> {
                if (abandonmentRate.shortAbandon() != null) {
                    bounds.add(abandonmentRate.shortAbandon());
                }
            }
            case ShareWaitingLonger shareWaitingLonger -> bounds.add(shareWaitingLonger.within());
            case AverageSpeedOfAnswer _, AverageHandleTime _, QualityScore _, Volume _ -> {}
        }
        return bounds;
    }
}
