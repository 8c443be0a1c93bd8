package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.LinkedHashSet;
import java.util.Set;
import sla.model.event.EventType;

/** What is measured, with every option that changes the number. The evaluator has one formula per type. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AverageSpeedOfAnswer.class, name = "average-speed-of-answer"),
    @JsonSubTypes.Type(value = AverageHandleTime.class, name = "average-handle-time"),
    @JsonSubTypes.Type(value = ServiceLevel.class, name = "service-level"),
    @JsonSubTypes.Type(value = AbandonmentRate.class, name = "abandonment-rate"),
    @JsonSubTypes.Type(value = ShareWaitingLonger.class, name = "share-waiting-longer"),
    @JsonSubTypes.Type(value = QualityScore.class, name = "quality-score"),
    @JsonSubTypes.Type(value = Volume.class, name = "volume"),
    @JsonSubTypes.Type(value = VolumeWaitingLonger.class, name = "volume-waiting-longer"),
    @JsonSubTypes.Type(value = TransferRate.class, name = "transfer-rate"),
    @JsonSubTypes.Type(value = HandBackRate.class, name = "hand-back-rate"),
    @JsonSubTypes.Type(value = CallbackRate.class, name = "callback-rate"),
    @JsonSubTypes.Type(value = BlockedRate.class, name = "blocked-rate"),
    @JsonSubTypes.Type(value = SelfServiceRate.class, name = "self-service-rate"),
    @JsonSubTypes.Type(value = CriticalErrorAccuracy.class, name = "critical-error-accuracy"),
    @JsonSubTypes.Type(value = CsatMean.class, name = "csat-mean"),
    @JsonSubTypes.Type(value = CsatShare.class, name = "csat-share"),
    @JsonSubTypes.Type(value = NetPromoterScore.class, name = "net-promoter-score"),
    @JsonSubTypes.Type(value = FirstContactResolution.class, name = "first-contact-resolution"),
    @JsonSubTypes.Type(value = HandledMinutes.class, name = "handled-minutes"),
    @JsonSubTypes.Type(value = QualityPassRate.class, name = "quality-pass-rate"),
    @JsonSubTypes.Type(value = FirstResponseTime.class, name = "first-response-time"),
    @JsonSubTypes.Type(value = ShareRespondedWithin.class, name = "share-responded-within"),
    @JsonSubTypes.Type(value = RevenuePerContact.class, name = "revenue-per-contact"),
    @JsonSubTypes.Type(value = DeclaredMeasureMetric.class, name = "declared-measure")
})
public sealed interface Metric
        permits AverageSpeedOfAnswer,
                AverageHandleTime,
                ServiceLevel,
                AbandonmentRate,
                ShareWaitingLonger,
                QualityScore,
                Volume,
                VolumeWaitingLonger,
                TransferRate,
                HandBackRate,
                CallbackRate,
                BlockedRate,
                SelfServiceRate,
                CriticalErrorAccuracy,
                CsatMean,
                CsatShare,
                NetPromoterScore,
                FirstContactResolution,
                HandledMinutes,
                QualityPassRate,
                FirstResponseTime,
                ShareRespondedWithin,
                RevenuePerContact,
                DeclaredMeasureMetric {

    /** In which unit targets and rules name values. */
    Unit unit();

    /** The values it can take. */
    default Band range() {
        return unit().range();
    }

    /** The events it is measured from. */
    default EventType measuredFrom() {
        return switch (this) {
            case QualityScore _, QualityPassRate _, CriticalErrorAccuracy _ -> EventType.QUALITY_EVALUATION;
            case CsatMean _, CsatShare _, NetPromoterScore _ -> EventType.SURVEY_ANSWER;
            case FirstContactResolution resolution ->
                resolution.by() == FirstContactResolution.By.SURVEY ? EventType.SURVEY_ANSWER : EventType.INTERACTION;
            case DeclaredMeasureMetric _ -> EventType.DECLARED_MEASURE;
            case AverageSpeedOfAnswer _,
                    AverageHandleTime _,
                    ServiceLevel _,
                    AbandonmentRate _,
                    ShareWaitingLonger _,
                    Volume _,
                    VolumeWaitingLonger _,
                    TransferRate _,
                    HandBackRate _,
                    CallbackRate _,
                    BlockedRate _,
                    SelfServiceRate _,
                    HandledMinutes _,
                    FirstResponseTime _,
                    ShareRespondedWithin _,
                    RevenuePerContact _ -> EventType.INTERACTION;
        };
    }

    /** The label of the events it is measured from. */
    default String recordType() {
        return measuredFrom().label();
    }

    /** Whether it is a plain sum, neither a share nor a mean: it has no sample that could be too small. */
    default boolean addsUp() {
        return this instanceof Volume
                || this instanceof VolumeWaitingLonger
                || this instanceof HandledMinutes
                || (this instanceof DeclaredMeasureMetric declared && declared.as() == DeclaredMeasureMetric.As.SUM);
    }

    /** Whether it is a share or a mean of contacts or judgements, of which there can be too few. */
    default boolean hasSample() {
        return !addsUp() && !(this instanceof DeclaredMeasureMetric);
    }

    /** Whether it is measured from what somebody says of contacts afterwards, and not from the contacts themselves. */
    default boolean judgesContacts() {
        return measuredFrom() == EventType.QUALITY_EVALUATION || measuredFrom() == EventType.SURVEY_ANSWER;
    }

    /**
     * Whether sums over many contacts cannot give it: it looks at records one by one. The others are formulas over counts
     * and never touch a record.
     */
    default boolean looksAtRecords() {
        return switch (this) {
            case QualityScore score -> !score.fatal().isEmpty();
            case HandledMinutes minutes -> minutes.each() != null;
            case FirstContactResolution resolution -> resolution.by() != FirstContactResolution.By.SURVEY;
            case QualityPassRate _,
                    FirstResponseTime _,
                    ShareRespondedWithin _,
                    RevenuePerContact _,
                    DeclaredMeasureMetric _ -> true;
            case AverageSpeedOfAnswer _,
                    AverageHandleTime _,
                    ServiceLevel _,
                    AbandonmentRate _,
                    ShareWaitingLonger _,
                    Volume _,
                    VolumeWaitingLonger _,
                    TransferRate _,
                    HandBackRate _,
                    CallbackRate _,
                    BlockedRate _,
                    SelfServiceRate _,
                    CriticalErrorAccuracy _,
                    CsatMean _,
                    CsatShare _,
                    NetPromoterScore _ -> false;
        };
    }

    /** Whether what happens outside the opening hours of its lot counts, too. */
    default boolean countsAtAllHours() {
        return switch (this) {
            case FirstResponseTime response -> response.hours() == ResponseHours.OPENING;
            case ShareRespondedWithin response -> response.hours() == ResponseHours.OPENING;
            default -> this instanceof DeclaredMeasureMetric;
        };
    }

    /** Whether how long contacts waited changes it. */
    default boolean looksAtWaits() {
        return this instanceof AverageSpeedOfAnswer || !waitBounds().isEmpty();
    }

    /** Whether those that were abandoned go into it. */
    default boolean looksAtAbandoned() {
        return switch (this) {
            case ServiceLevel level -> level.abandons() != ServiceLevel.Abandons.ANSWERED_ONLY;
            case AverageSpeedOfAnswer speed ->
                speed.waits() == Population.OFFERED || speed.over() == Population.OFFERED;
            case ShareWaitingLonger longer -> longer.of() == Population.OFFERED;
            case VolumeWaitingLonger longer -> longer.of() == Population.OFFERED;
            default -> this instanceof AbandonmentRate;
        };
    }

    /** Whether how long those waited that were abandoned changes it. */
    default boolean limitsAbandoned() {
        return switch (this) {
            case ServiceLevel level ->
                level.abandons().needsShortAbandon()
                        || level.abandons() == ServiceLevel.Abandons.IGNORED_WITHIN_THRESHOLD
                        || level.abandons() == ServiceLevel.Abandons.SUCCESS_WITHIN_THRESHOLD;
            case AbandonmentRate rate -> rate.shortAbandon() != null;
            default -> false;
        };
    }

    /** The limits of waiting time that it counts contacts by. */
    default Set<WaitBound> waitBounds() {
        Set<WaitBound> bounds = new LinkedHashSet<>();
        switch (this) {
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
            case VolumeWaitingLonger volumeWaitingLonger -> bounds.add(volumeWaitingLonger.within());
            case AverageSpeedOfAnswer _,
                    AverageHandleTime _,
                    QualityScore _,
                    Volume _,
                    TransferRate _,
                    HandBackRate _,
                    CallbackRate _,
                    BlockedRate _,
                    SelfServiceRate _,
                    CriticalErrorAccuracy _,
                    CsatMean _,
                    CsatShare _,
                    NetPromoterScore _,
                    FirstContactResolution _,
                    HandledMinutes _,
                    QualityPassRate _,
                    FirstResponseTime _,
                    ShareRespondedWithin _,
                    RevenuePerContact _,
                    DeclaredMeasureMetric _ -> {}
        }
        return bounds;
    }
}
