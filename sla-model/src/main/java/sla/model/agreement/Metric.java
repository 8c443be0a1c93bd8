package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
        return EventType.INTERACTION;
    }

    /** The label of the events it is measured from. */
    default String recordType() {
        return measuredFrom().label();
    }

    /** Whether it is a plain sum, neither a share nor a mean: it has no sample that could be too small. */
    default boolean addsUp() {
        return false;
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
        return false;
    }

    /** Whether what happens outside the opening hours of its lot counts, too. */
    default boolean countsAtAllHours() {
        return false;
    }

    /** The limits of waiting time that it counts contacts by. */
    default Set<WaitBound> waitBounds() {
        return Set.of();
    }

    /** Whether how long contacts waited changes it. */
    default boolean looksAtWaits() {
        return !waitBounds().isEmpty();
    }

    /** Whether those that were abandoned go into it. */
    default boolean looksAtAbandoned() {
        return false;
    }

    /** Whether how long those waited that were abandoned changes it. */
    default boolean limitsAbandoned() {
        return false;
    }
}
