package sla.evaluator.tally;

import java.util.Comparator;
import java.util.List;
import sla.model.agreement.FirstContactResolution;
import sla.model.event.Direction;

/** Whether a customer came back: all contacts of one customer where coming back counts. */
final class Repeats {
    /** Those that can be a customer who comes back, in the order of their offers. */
    private final List<Leg> inbound;

    private final long[] offered;
    private final long windowMillis;

    Repeats(List<Leg> ofCustomer, FirstContactResolution metric) {
        this.inbound = ofCustomer.stream()
                .filter(leg -> leg.series().direction() != Direction.OUTBOUND)
                .sorted(Comparator.comparingLong(leg -> leg.counted().offeredAt()))
                .toList();
        this.offered =
                inbound.stream().mapToLong(leg -> leg.counted().offeredAt()).toArray();
        this.windowMillis = metric.repeatWindow().toMillis();
    }

    /**
     * Whether the customer came back after this contact had ended, at the latest when the time was over. Who is passed on
     * has not come back, and neither has who is called.
     */
    boolean after(Leg contact) {
        long ended = contact.counted().endedAt();
        for (int i = first(ended); i < offered.length && offered[i] <= ended + windowMillis; i++) {
            Leg leg = inbound.get(i);
            if (!leg.identity().equals(contact.identity()) && !isSameJourney(leg, contact)) {
                return true;
            }
        }
        return false;
    }

    /** The first that was offered then or later. */
    private int first(long moment) {
        int from = 0;
        int to = offered.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (offered[middle] < moment) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static boolean isSameJourney(Leg leg, Leg other) {
        String journey = leg.details().journeyId();
        return journey != null && journey.equals(other.details().journeyId());
    }
}
