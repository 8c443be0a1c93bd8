package sla.contract.term;

import jakarta.persistence.Embeddable;
import sla.model.term.Term;

@Embeddable
record TermId(String kind, String id) {
    static TermId of(Term term) {
        return new TermId(term.term(), term.id());
    }

    /** What changes of it are locked by. */
    String key() {
        return kind + '/' + id;
    }
}
