package sla.contract.statement;

import java.time.Instant;
import sla.model.number.Money;

/** A statement in a list. */
record StatementSummary(
        String id,
        StatementStatus status,
        boolean live,
        String agreement,
        int version,
        String vendor,
        String period,
        Money bonus,
        Money malus,
        Instant evaluatedAt) {}
