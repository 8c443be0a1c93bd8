package sla.contract.evaluation;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** For reading; {@link EvaluationStore} writes. */
@Entity
@Immutable
@Table(name = "evaluation")
@SuppressWarnings({"NullAway.Init", "unused"})
class EvaluationEntity {
    @EmbeddedId
    EvaluationId id;

    int version;

    String vendor;

    Instant periodStart;

    Instant periodEnd;

    String currency;

    BigDecimal bonus;

    BigDecimal malus;

    @Nullable
    BigDecimal charged;

    long sequence;

    Instant evaluatedAt;

    boolean withdrawn;

    @Nullable
    String frozenBy;

    @Nullable
    Instant frozenAt;

    @Nullable
    LocalDate claimBy;

    String message;
}
