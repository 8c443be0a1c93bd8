package sla.evaluator.tally;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.series.Series;
import sla.model.agreement.Journeys;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.agreement.RevenuePerContact;
import sla.model.event.Outcome;
import sla.model.number.Money;

/** The legs of one journey, in the order in which they were offered, and what they are as one contact. */
record Journey(List<Leg> legs) {
    Journey {
        legs = List.copyOf(legs);
    }

    /** Legs of one end-to-end id, in the order of their offers, cut where nobody saw to it for too long. */
    static List<Journey> of(List<Leg> legs, Duration gap) {
        List<Journey> journeys = new ArrayList<>();
        List<Leg> own = new ArrayList<>();
        long ended = Long.MIN_VALUE;
        for (Leg leg : legs) {
            if (!own.isEmpty() && leg.counted().offeredAt() - ended > gap.toMillis()) {
                journeys.add(new Journey(own));
                own.clear();
                ended = Long.MIN_VALUE;
            }
            own.add(leg);
            ended = Math.max(ended, leg.counted().endedAt());
        }
        if (!own.isEmpty()) {
            journeys.add(new Journey(own));
        }
        return journeys;
    }

    Instant began() {
        return Instant.ofEpochMilli(legs.getFirst().counted().offeredAt());
    }

    Instant ended() {
        return Instant.ofEpochMilli(
                legs.stream().mapToLong(leg -> leg.counted().endedAt()).max().orElseThrow());
    }

    /** As one contact. */
    Contact joined(Kpi kpi) {
        Journeys.Clock clock = Objects.requireNonNull(kpi.journeys()).clock();
        List<Leg> answered = legs.stream()
                .filter(leg -> leg.counted().outcome() == Outcome.ANSWERED)
                .toList();
        Leg decisive = answered.isEmpty() ? lastInQueue() : answered.getFirst();
        List<Leg> waited = switch (clock) {
            case CONTINUES -> legs.subList(0, legs.indexOf(decisive) + 1);
            case RESTARTS -> List.of(decisive);
        };
        CountedInteraction first = legs.getFirst().counted();
        CountedInteraction counted = new CountedInteraction(
                first.seriesId(),
                decisive.counted().outcome(),
                first.offeredAt(),
                decisive.counted().leftQueueAt(),
                ended().toEpochMilli(),
                sum(waited, CountedInteraction::waitMillis),
                sum(answered, CountedInteraction::talkMillis),
                sum(answered, CountedInteraction::holdMillis),
                sum(answered, CountedInteraction::wrapUpMillis),
                legs.stream().anyMatch(leg -> leg.counted().transferred()),
                legs.stream().anyMatch(leg -> leg.counted().handedBack()));
        int knownParts = answered.stream()
                .mapToInt(leg -> leg.series().knownParts())
                .reduce(Series.ALL_PARTS, (one, other) -> one & other);
        return new Contact(counted, knownParts, details(kpi.metric(), waited));
    }

    /** The last that waited at a queue, if one did: who is refused or left in a menu afterwards had waited before. */
    private Leg lastInQueue() {
        return legs.reversed().stream()
                .filter(leg -> leg.counted().outcome().offered())
                .findFirst()
                .orElse(legs.getLast());
    }

    /**
     * The first response there was; the last that an agent said; all revenue in the currency that is asked for; all ringing
     * in the wait.
     */
    private ContactDetails details(Metric metric, List<Leg> waited) {
        Instant firstResponse = legs.stream()
                .map(leg -> leg.details().firstResponseAt())
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
        Boolean resolved = legs.stream()
                .map(leg -> leg.details().resolved())
                .filter(Objects::nonNull)
                .reduce((_, later) -> later)
                .orElse(null);
        Money revenue = legs.stream()
                .map(leg -> leg.details().revenue())
                .filter(Objects::nonNull)
                .filter(amount -> metric instanceof RevenuePerContact asked
                        && amount.currency().equals(asked.currency()))
                .reduce(Money::plus)
                .orElse(null);
        Long rang = waited.stream()
                .map(Leg::ringMillis)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
        ContactDetails first = legs.getFirst().details();
        return new ContactDetails(firstResponse, resolved, revenue, first.journeyId(), first.customerKey(), rang);
    }

    private static long sum(List<Leg> legs, ToLongFunction<CountedInteraction> part) {
        return legs.stream().map(Leg::counted).mapToLong(part).sum();
    }
}
