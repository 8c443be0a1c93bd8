package sla.evaluator.metric;

import java.math.BigInteger;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import sla.model.agreement.Population;
import sla.model.agreement.Unit;
import sla.model.agreement.Volume;
import sla.model.evaluation.Measure;
import sla.model.evaluation.Why;
import sla.model.event.Outcome;

/** A plain count. None is a number too: it is always measured. */
final class VolumeFormula {
    private VolumeFormula() {}

    static MetricResult measure(Volume metric, Counts counts) {
        Sum sum = switch (metric.of()) {
            case OFFERED -> Sum.of("offered", Offered.sum(counts::contacts));
            case ANSWERED -> Sum.of("answered", counts.contacts(Outcome.ANSWERED));
            case ABANDONED -> Sum.of("abandoned", counts.contacts(Outcome.ABANDONED));
            case OVERFLOWED -> Sum.of("overflowed", counts.contacts(Outcome.OVERFLOWED));
            case CALLBACK_REQUESTED -> Sum.of("callbackRequested", counts.contacts(Outcome.CALLBACK_REQUESTED));
            case REFUSED -> Sum.of("refused", counts.contacts(Outcome.REFUSED));
            case LEFT_IN_MENU -> Sum.of("leftInMenu", counts.contacts(Outcome.LEFT_IN_MENU));
            case SELF_SERVED -> Sum.of("selfServed", counts.contacts(Outcome.SELF_SERVED));
        };
        SortedMap<String, Long> named = new TreeMap<>();
        sum.addTo(named);
        return new MetricResult(
                new Measure.Measured(BigInteger.valueOf(sum.total()), BigInteger.ONE, Unit.COUNT),
                sum.total(),
                1,
                named,
                sum.words(),
                sum.numbers());
    }

    static Optional<Why> why(Volume metric, OneRecord.Contact contact) {
        return switch (metric.of()) {
            case OFFERED -> Base.why(Population.OFFERED, contact);
            case ANSWERED -> only(Outcome.ANSWERED, "answered contacts", contact);
            case ABANDONED -> only(Outcome.ABANDONED, "abandoned contacts", contact);
            case OVERFLOWED -> only(Outcome.OVERFLOWED, "contacts that overflowed", contact);
            case CALLBACK_REQUESTED -> only(Outcome.CALLBACK_REQUESTED, "requested callbacks", contact);
            case REFUSED -> only(Outcome.REFUSED, "refused contacts", contact);
            case LEFT_IN_MENU -> only(Outcome.LEFT_IN_MENU, "contacts that left in the menu", contact);
            case SELF_SERVED -> only(Outcome.SELF_SERVED, "self-served contacts", contact);
        };
    }

    private static Optional<Why> only(Outcome outcome, String words, OneRecord.Contact contact) {
        return contact.is(outcome) ? Optional.empty() : Optional.of(contact.notOne(words));
    }
}
