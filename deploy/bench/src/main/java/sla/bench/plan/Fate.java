package sla.bench.plan;

/** What befalls one contact on its way, as one draw. */
record Fate(long draw, long other) {
    boolean late() {
        return Draw.perMille(draw, 0, Shares.LATE);
    }

    boolean revised() {
        return Draw.perMille(draw, 16, Shares.REVISED);
    }

    boolean repeated() {
        return Draw.perMille(draw, 32, Shares.REPEATED);
    }

    boolean scored() {
        return Draw.perMille(draw, 48, Shares.SCORED);
    }

    boolean faulty() {
        return Draw.perMille(other, 0, Shares.FAULTY);
    }

    /** Which of so many delays its late, repeated, revised or scored message takes. */
    int delay(int choices) {
        return Draw.below(other, 16, choices);
    }
}
