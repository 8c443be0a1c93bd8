package sla.model.agreement;

/**
 * Sum of waits / contacts. Contracts differ in both.
 *
 * @param waits whose waits are added up
 * @param over the contacts that they are divided by
 */
public record AverageSpeedOfAnswer(Population waits, Population over) implements Metric {
    public AverageSpeedOfAnswer {
        waits = waits == null ? Population.ANSWERED : waits;
        over = over == null ? Population.ANSWERED : over;
    }

    /** The usual one: waits of the answered over the answered. */
    public AverageSpeedOfAnswer() {
        this(Population.ANSWERED, Population.ANSWERED);
    }

    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }

    @Override
    public boolean looksAtWaits() {
        return true;
    }

    @Override
    public boolean looksAtAbandoned() {
        return waits == Population.OFFERED || over == Population.OFFERED;
    }
}
