package sla.evaluator.tally;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.fact.Identity;
import sla.evaluator.series.Series;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Outcome;
import sla.model.number.Money;

/** Legs in which only what a test names matters. */
final class Legs {
    private static final AtomicInteger IDS = new AtomicInteger();

    private Legs() {}

    static Series series(Direction direction, int knownParts) {
        return new Series("calls", "va", null, "queue", Channel.VOICE, null, null, direction, knownParts);
    }

    /** Inbound, waited so many seconds, talked for a minute if it was answered; all parts are known. */
    static Leg leg(Outcome outcome, String offeredAt, int waitSeconds) {
        return leg(outcome, offeredAt, waitSeconds, Series.ALL_PARTS, Direction.INBOUND, null);
    }

    static Leg leg(
            Outcome outcome,
            String offeredAt,
            int waitSeconds,
            int knownParts,
            Direction direction,
            @Nullable String journey) {
        long offered = Instant.parse(offeredAt).toEpochMilli();
        long left = offered + waitSeconds * 1000L;
        long talk = outcome == Outcome.ANSWERED ? 60_000 : 0;
        return new Leg(
                new Identity("calls", "leg-" + IDS.incrementAndGet()),
                1,
                series(direction, knownParts),
                new CountedInteraction(
                        1, outcome, offered, left, left + talk, waitSeconds * 1000L, talk, 0, 0, false, false),
                new ContactDetails(null, null, null, journey, "customer", null));
    }

    static Leg rang(Leg leg, Long millis) {
        return new Leg(
                leg.identity(),
                1,
                leg.series(),
                leg.counted(),
                new ContactDetails(null, null, null, null, null, millis));
    }

    static Leg with(Leg leg, @Nullable Boolean resolved, @Nullable Money revenue) {
        return new Leg(
                leg.identity(),
                1,
                leg.series(),
                leg.counted(),
                new ContactDetails(null, resolved, revenue, leg.details().journeyId(), null, null));
    }
}
