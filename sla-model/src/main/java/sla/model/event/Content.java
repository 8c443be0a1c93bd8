package sla.model.event;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What one revision of a record says. A {@link Retraction} says that the record no longer exists. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Interaction.class, name = "interaction"),
    @JsonSubTypes.Type(value = QualityEvaluation.class, name = "quality-evaluation"),
    @JsonSubTypes.Type(value = SurveyAnswer.class, name = "survey-answer"),
    @JsonSubTypes.Type(value = Retraction.class, name = "retraction"),
    @JsonSubTypes.Type(value = ControlTotals.class, name = "control-totals"),
    @JsonSubTypes.Type(value = DeclaredMeasure.class, name = "declared-measure")
})
public sealed interface Content
        permits Interaction, QualityEvaluation, SurveyAnswer, Retraction, ControlTotals, DeclaredMeasure {

    /** The type under which it was sent. */
    default EventType eventType() {
        return switch (this) {
            case Interaction _ -> EventType.INTERACTION;
            case QualityEvaluation _ -> EventType.QUALITY_EVALUATION;
            case SurveyAnswer _ -> EventType.SURVEY_ANSWER;
            case Retraction _ -> EventType.RETRACTION;
            case ControlTotals _ -> EventType.CONTROL_TOTALS;
            case DeclaredMeasure _ -> EventType.DECLARED_MEASURE;
        };
    }
}
