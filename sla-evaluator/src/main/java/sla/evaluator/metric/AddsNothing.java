package sla.evaluator.metric;

import java.util.Optional;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.BlockedRate;
import sla.model.agreement.CallbackRate;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CsatMean;
import sla.model.agreement.CsatShare;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.EvaluationMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandBackRate;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.agreement.NetPromoterScore;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.Ring;
import sla.model.agreement.SelfServiceRate;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.TransferRate;
import sla.model.agreement.Volume;
import sla.model.agreement.VolumeWaitingLonger;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.event.SurveyAnswer;

/** Why one record adds nothing to a KPI of which it is in the lot, or nothing to its numerator. */
public final class AddsNothing {
    private AddsNothing() {}

    /** Empty if it adds to both, or adds 0 because that is what it is: a wait of 0 s. */
    public static Optional<Why> why(Kpi kpi, OneRecord one, MetricResult result) {
        if (result.numerator() != 0 && result.denominator() != 0) {
            return Optional.empty();
        }
        return switch (one) {
            case OneRecord.Contact contact -> rangInVain(kpi, contact).or(() -> contact(kpi.metric(), contact));
            case OneRecord.Evaluation evaluation -> evaluation(kpi.metric(), evaluation.evaluation());
            case OneRecord.Survey survey -> survey(kpi.metric(), survey.answer());
            case OneRecord.Declared declared -> DeclaredMeasureFormula.why(kpi.metric(), declared.measure());
        };
    }

    private static Optional<Why> rangInVain(Kpi kpi, OneRecord.Contact contact) {
        Ring ring = kpi.ring();
        return ring != null
                        && ring.noAnswer() == Ring.NoAnswer.NOT_COUNTED
                        && contact.is(Outcome.ABANDONED)
                        && contact.counts().contacts(Outcome.ABANDONED) == 0
                ? Optional.of(
                        new Why(
                                Why.Reason.RANG_IN_VAIN,
                                "It was abandoned after it had rung at an agent, and the agreement does not count such contacts."))
                : Optional.empty();
    }

    private static Optional<Why> contact(Metric metric, OneRecord.Contact contact) {
        return switch (metric) {
            case AverageSpeedOfAnswer speed -> AverageSpeedOfAnswerFormula.why(speed, contact);
            case AverageHandleTime handleTime ->
                HandleTimeParts.why(
                        handleTime.parts(), contact, contact.counts().handled(handleTime.parts()));
            case ServiceLevel serviceLevel -> ServiceLevelFormula.why(serviceLevel, contact);
            case AbandonmentRate abandonmentRate -> AbandonmentRateFormula.why(abandonmentRate, contact);
            case ShareWaitingLonger longer ->
                Base.why(longer.of(), contact).or(() -> ShareWaitingLongerFormula.why(longer.within(), contact));
            case VolumeWaitingLonger longer ->
                Base.why(longer.of(), contact).or(() -> ShareWaitingLongerFormula.why(longer.within(), contact));
            case Volume volume -> VolumeFormula.why(volume, contact);
            case TransferRate transferRate -> TransferRateFormula.why(transferRate, contact);
            case HandBackRate handBackRate -> HandBackRateFormula.why(handBackRate, contact);
            case CallbackRate _ -> CallbackRateFormula.why(contact);
            case BlockedRate blockedRate -> BlockedRateFormula.why(blockedRate, contact);
            case SelfServiceRate selfServiceRate -> SelfServiceRateFormula.why(selfServiceRate, contact);
            case FirstContactResolution resolution -> FirstContactResolutionFormula.why(resolution, contact);
            case HandledMinutes minutes ->
                HandleTimeParts.why(minutes.parts(), contact, HandledMinutesFormula.handled(minutes, contact.counts()));
            case FirstResponseTime _ -> FirstResponseTimeFormula.why(contact);
            case ShareRespondedWithin response -> ShareRespondedWithinFormula.why(response, contact);
            case RevenuePerContact revenue -> RevenuePerContactFormula.why(revenue, contact);
            case QualityScore _,
                    QualityPassRate _,
                    CriticalErrorAccuracy _,
                    CsatMean _,
                    CsatShare _,
                    NetPromoterScore _,
                    DeclaredMeasureMetric _ -> Optional.empty();
        };
    }

    private static Optional<Why> evaluation(Metric metric, QualityEvaluation evaluation) {
        if (!(metric instanceof EvaluationMetric judged)) {
            return Optional.empty();
        }
        return EvaluationWords.notChosen(judged, evaluation).or(() -> switch (judged) {
            case QualityScore score -> EvaluationWords.fatal(score.fatal(), evaluation);
            case QualityPassRate passRate -> QualityPassRateFormula.why(passRate, evaluation);
            case CriticalErrorAccuracy accuracy -> EvaluationWords.found(accuracy.errors(), evaluation);
        });
    }

    private static Optional<Why> survey(Metric metric, SurveyAnswer answer) {
        return switch (metric) {
            case CsatMean mean -> CsatMeanFormula.notAnswered(mean.scale(), answer);
            case CsatShare share -> CsatShareFormula.why(share, answer);
            case NetPromoterScore _ -> NetPromoterScoreFormula.why(answer);
            case FirstContactResolution _ -> FirstContactResolutionFormula.why(answer);
            default -> Optional.empty();
        };
    }
}
