package sla.evaluator.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import sla.evaluator.freeze.FrozenCounts.Frozen;
import sla.evaluator.simulation.SimulationAnswer.OfPeriod;
import sla.evaluator.simulation.SimulationAnswer.Totals;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.PastPeriod;
import sla.model.json.Json;
import sla.model.number.Money;

/** A period as it stands beside the same under the changed terms. */
final class PeriodChange {
    private PeriodChange() {}

    static OfPeriod of(AskedPeriod asked, @Nullable String before, @Nullable Evaluation after, List<String> notes) {
        String written = after == null ? null : written(after.calling(asked.named()));
        String freeze = asked.frozen().map(Frozen::id).orElse(null);
        Evaluation from = before == null ? null : read(before);
        Evaluation to = written == null ? null : read(written);
        if (to == null) {
            return new OfPeriod(asked.label(), freeze, before, null);
        }
        if (from != null && !from.currency().equals(to.currency())) {
            notes.add("amounts in " + from.currency() + " and " + to.currency() + " cannot be compared.");
            return new OfPeriod(asked.label(), freeze, before, written);
        }
        Money nothing = Money.zero(to.currency());
        return new OfPeriod(
                asked.label(),
                freeze,
                before,
                written,
                LineChange.between(from, to),
                Totals.of(from == null ? nothing : from.bonus(), to.bonus()),
                Totals.of(from == null ? nothing : from.malus(), to.malus()),
                charged(from, to),
                ChargeChange.between(from, to),
                AlertChange.between(from, to));
    }

    private static @Nullable Totals charged(@Nullable Evaluation before, Evaluation after) {
        Money from = before == null ? null : before.charged();
        Money to = after.charged();
        Money nothing = Money.zero(after.currency());
        return from == null && to == null
                ? null
                : Totals.of(Objects.requireNonNullElse(from, nothing), Objects.requireNonNullElse(to, nothing));
    }

    static String written(Evaluation evaluation) {
        try {
            return Json.MAPPER.writeValueAsString(evaluation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation cannot be written", e);
        }
    }

    /** As it is read again: what was frozen has gone through the same, and only then is equal what looks equal. */
    private static Evaluation read(String evaluation) {
        try {
            return Json.MAPPER.readValue(evaluation, Evaluation.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an evaluation cannot be read", e);
        }
    }

    static PastPeriod extract(String evaluation) {
        return PastPeriod.of(read(evaluation));
    }

    /** As it is read again. */
    static PastPeriod extract(Evaluation evaluation) {
        return extract(written(evaluation));
    }
}
