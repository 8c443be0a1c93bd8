package sla.evaluator.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Puts legs together that come one after another and belong to each other, as long as there are not too many of them.
 * Not thread-safe.
 */
final class SameLegs {
    private final BiPredicate<Leg, Leg> areSame;
    private final int most;
    private final Consumer<List<Leg>> together;
    private final Consumer<Leg> alone;
    private final List<Leg> same = new ArrayList<>();
    private boolean areTooMany;

    /**
     * @param together takes those that belong to each other, at most so many
     * @param alone takes each of them if they are more
     */
    SameLegs(BiPredicate<Leg, Leg> areSame, int most, Consumer<List<Leg>> together, Consumer<Leg> alone) {
        this.areSame = areSame;
        this.most = most;
        this.together = together;
        this.alone = alone;
    }

    void take(Leg leg) {
        if (!same.isEmpty() && !areSame.test(same.getLast(), leg)) {
            end();
        }
        if (same.size() == most) {
            areTooMany = true;
            same.forEach(alone);
            same.clear();
        }
        if (areTooMany) {
            alone.accept(leg);
            // To tell whether the next one belongs to them.
            same.clear();
        }
        same.add(leg);
    }

    /** No other leg belongs to the last ones. */
    void end() {
        if (!same.isEmpty() && !areTooMany) {
            together.accept(List.copyOf(same));
        }
        same.clear();
        areTooMany = false;
    }
}
