package sla.contract.term;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import sla.model.json.Json;
import sla.model.term.Term;
import sla.model.term.TermStatus;

@Entity
@Table(name = "term")
class TermEntity {
    @EmbeddedId
    TermId id;

    String agreement;

    @Enumerated(EnumType.STRING)
    TermStatus status;

    String document;

    @Version
    long revision;

    Instant recordedAt;

    /** For Hibernate, which fills the fields afterwards. */
    @SuppressWarnings("NullAway.Init")
    TermEntity() {}

    @SuppressWarnings("NullAway.Init")
    TermEntity(TermId id) {
        this.id = id;
    }

    void take(Term term) {
        agreement = term.agreement();
        status = term.history().getLast().status();
        recordedAt = term.history().getLast().at();
        try {
            document = Json.MAPPER.writeValueAsString(term);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    Term term() {
        try {
            return Json.MAPPER.readValue(document, Term.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Term " + id + " cannot be read as it is kept", e);
        }
    }
}
