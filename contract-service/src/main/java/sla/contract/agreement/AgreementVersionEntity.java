package sla.contract.agreement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.contract.http.FieldError;
import sla.model.agreement.Agreement;
import sla.model.json.Json;

@Entity
@Table(name = "agreement_version")
class AgreementVersionEntity {
    @EmbeddedId
    AgreementVersionId id;

    @Enumerated(EnumType.STRING)
    AgreementStatus status = AgreementStatus.DRAFT;

    String vendor;

    LocalDate effectiveFrom;

    @Nullable
    LocalDate effectiveTo;

    String document;

    String original;

    String warnings;

    @Version
    long revision;

    Instant recordedAt;

    @Nullable
    Instant activatedAt;

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    AgreementVersionEntity() {}

    @SuppressWarnings("NullAway.Init")
    AgreementVersionEntity(AgreementVersionId id) {
        this.id = id;
    }

    boolean active() {
        return status == AgreementStatus.ACTIVE;
    }

    void take(CheckedDocument checked, Instant now) {
        Agreement agreement = checked.agreement();
        vendor = agreement.vendor().id();
        effectiveFrom = agreement.effectiveFrom();
        effectiveTo = agreement.effectiveTo();
        document = write(agreement);
        original = checked.text();
        warnings = write(checked.warnings());
        recordedAt = now;
    }

    /** Whether this very text is kept, and still means what it meant. */
    boolean holds(CheckedDocument checked) {
        return original.equals(checked.text()) && agreement().equals(checked.agreement());
    }

    void activate(List<FieldError> warningsNow, Instant now) {
        status = AgreementStatus.ACTIVE;
        warnings = write(warningsNow);
        activatedAt = now;
    }

    Agreement agreement() {
        return read(document, new TypeReference<>() {});
    }

    List<FieldError> warnings() {
        return read(warnings, new TypeReference<>() {});
    }

    private static String write(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Agreement " + id + " cannot be read as it is kept", e);
        }
    }
}
