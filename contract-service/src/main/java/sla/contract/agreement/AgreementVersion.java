package sla.contract.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;

/** One version, without its document. */
record AgreementVersion(
        String agreement,
        int version,
        AgreementStatus status,
        LocalDate effectiveFrom,

        @Schema(description = "Last day: as declared, or the day before the next active version starts") @Nullable
        LocalDate effectiveTo,

        Instant recordedAt,
        @Nullable Instant activatedAt,

        @Schema(description = "What people regret, but can be computed")
        List<FieldError> warnings) {

    static AgreementVersion of(AgreementVersionEntity entity, @Nullable LocalDate nextActiveFrom) {
        return new AgreementVersion(
                entity.id.agreement(),
                entity.id.version(),
                entity.status,
                entity.effectiveFrom,
                Succession.effectiveTo(entity.effectiveTo, nextActiveFrom),
                entity.recordedAt,
                entity.activatedAt,
                entity.warnings());
    }
}
