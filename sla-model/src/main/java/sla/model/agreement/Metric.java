package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
    @JsonSubTypes.Type(value = Volume.class, name = "volume")
})
public sealed interface Metric
        permits AverageSpeedOfAnswer,
                AverageHandleTime,
                ServiceLevel,
                AbandonmentRate,
                ShareWaitingLonger,
                QualityScore,
                Volume {

    /** In which unit targets and rules name values. */
    Unit unit();

    /** The label of the events it is measured from. */
    default String recordType() {
        EventType type = switch (this) {
            case QualityScore _ -> EventType.QUALITY_EVALUATION;
            case AverageSpeedOfAnswer _,
                    AverageHandleTime _,
                    ServiceLevel _,
                    AbandonmentRate _,
                    ShareWaitingLonger _,
                    Volume _ -> EventType.INTERACTION;
        };
        return type.label();
    }
}
