package sla.contract.evaluation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Unit;

/** For reading; {@link EvaluationStore} writes. */
@Entity
@Immutable
@Table(name = "evaluation_line")
@SuppressWarnings({"NullAway.Init", "unused"})
class EvaluationLineEntity {
    @EmbeddedId
    LineId id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "agreement", referencedColumnName = "agreement", insertable = false, updatable = false)
    @JoinColumn(name = "period", referencedColumnName = "period", insertable = false, updatable = false)
    EvaluationEntity evaluation;

    String rule;

    @Nullable
    @Column(name = "window_label")
    String window;

    @Nullable
    String kpi;

    @Nullable
    String clause;

    String shape;

    @Nullable
    @Enumerated(EnumType.STRING)
    Unit unit;

    @Nullable
    BigDecimal value;

    String step;

    String computation;

    BigDecimal amount;

    String sentence;

    /**
     * @param position in the evaluation, from 0
     */
    @Embeddable
    record LineId(String agreement, String period, int position) {}
}
