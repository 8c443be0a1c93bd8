package sla.contract.evaluation;

import jakarta.persistence.Embeddable;

/** An agreement has one evaluation per period, whichever version it is by. */
@Embeddable
record EvaluationId(String agreement, String period) {}
