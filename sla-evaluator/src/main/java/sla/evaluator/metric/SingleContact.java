package sla.evaluator.metric;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Interaction;
import sla.model.event.Outcome;

/**
 * The counts of one contact: how it counts in a KPI is the KPI's own formula over it alone.
 *
 * @param interaction normalised: one that was offered has a wait
 */
public record SingleContact(Interaction interaction) implements Counts {
    public SingleContact {
        if (interaction.outcome().offered() && interaction.waitMillis() == null) {
            throw new IllegalArgumentException("An offered contact needs its wait");
        }
    }

    @Override
    public long contacts(Outcome outcome) {
        return interaction.outcome() == outcome ? 1 : 0;
    }

    @Override
    public long waitMillis(Outcome outcome) {
        Long wait = wait(outcome);
        return wait == null ? 0 : wait;
    }

    @Override
    public long contactsWithin(Outcome outcome, WaitBound bound) {
        Long wait = wait(outcome);
        return wait != null && bound.contains(wait) ? 1 : 0;
    }

    private @Nullable Long wait(Outcome outcome) {
        return outcome.offered() && interaction.outcome() == outcome ? interaction.waitMillis() : null;
    }

    @Override
    public HandledContacts handled(Set<AverageHandleTime.Part> parts) {
        if (interaction.outcome() != Outcome.ANSWERED) {
            return new HandledContacts(0, 0, 0);
        }
        long millis = 0;
        for (AverageHandleTime.Part part : parts) {
            Long duration = switch (part) {
                case TALK -> interaction.talkMillis();
                case HOLD -> interaction.holdMillis();
                case WRAP_UP -> interaction.wrapUpMillis();
            };
            if (duration == null) {
                return new HandledContacts(0, 1, 0);
            }
            millis += duration;
        }
        return new HandledContacts(1, 0, millis);
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        return new ScoredEvaluations(0, 0);
    }
}
