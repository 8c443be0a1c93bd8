package sla.contract.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import sla.model.json.Json;
import sla.model.registration.SourceRegistration;

@Entity
@Table(name = "source")
class SourceEntity {
    @Id
    String id;

    String title;

    String[] vendors;

    String registration;

    @Version
    long revision;

    Instant recordedAt;

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    SourceEntity() {}

    @SuppressWarnings("NullAway.Init")
    SourceEntity(String id) {
        this.id = id;
    }

    void take(SourceRegistration source, Instant now) {
        title = source.title();
        vendors = source.vendors().toArray(String[]::new);
        try {
            registration = Json.MAPPER.writeValueAsString(source);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
        recordedAt = now;
    }

    SourceRegistration toRegistration() {
        try {
            return Json.MAPPER.readValue(registration, SourceRegistration.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The registration of source " + id + " cannot be read", e);
        }
    }
}
