package sla.contract.evaluation;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** For reading; {@link DifferenceStore} writes. */
@Entity
@Immutable
@Table(name = "difference")
@SuppressWarnings({"NullAway.Init", "unused"})
class DifferenceEntity {
    @EmbeddedId
    DifferenceId id;

    String frozenBy;

    String vendor;

    Instant foundAt;

    @Nullable
    LocalDate claimBy;

    String message;

    @Embeddable
    record DifferenceId(String agreement, String period, int number) {}
}
