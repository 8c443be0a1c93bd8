package sla.contract.evaluation;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** For reading; {@link AlertStore} writes. */
@Entity
@Immutable
@Table(name = "evaluation_alert")
@SuppressWarnings({"NullAway.Init", "unused"})
class EvaluationAlertEntity {
    @EmbeddedId
    AlertId id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "agreement", referencedColumnName = "agreement", insertable = false, updatable = false)
    @JoinColumn(name = "period", referencedColumnName = "period", insertable = false, updatable = false)
    EvaluationEntity evaluation;

    String alert;

    String title;

    @Nullable
    String clause;

    boolean raised;

    String sentence;

    /**
     * @param position in the evaluation, from 0
     */
    @Embeddable
    record AlertId(String agreement, String period, int position) {}
}
