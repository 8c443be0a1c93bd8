package sla.bench.plan;

/** What befalls contacts, in thousandths of them. */
final class Shares {
    static final int LATE = 50;
    static final int REVISED = 50;
    static final int REPEATED = 20;
    /** Of the answered ones. */
    static final int SCORED = 30;

    static final int FAULTY = 1;

    /** Messages that a thousand contacts bring, about: nine tenths are answered. */
    static final int MESSAGES = 1000 + REVISED + REPEATED + SCORED * 9 / 10 + FAULTY;

    private Shares() {}
}
