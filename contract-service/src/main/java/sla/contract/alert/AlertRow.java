package sla.contract.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert as the database gives it, before the clock has its say. */
record AlertRow(
        String agreement,
        String period,
        int position,
        int version,
        String vendor,
        Instant periodEnd,
        Instant evaluatedAt,
        String alert,
        String title,
        @Nullable String clause,
        boolean raised,
        String sentence,
        @Nullable String freeze) {

    AlertLine at(Instant now) {
        return new AlertLine(
                agreement,
                version,
                vendor,
                period,
                now.isBefore(periodEnd),
                evaluatedAt,
                agreement + ':' + period,
                alert,
                title,
                clause,
                raised,
                sentence,
                freeze);
    }
}
