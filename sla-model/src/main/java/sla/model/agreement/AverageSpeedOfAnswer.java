package sla.model.agreement;

/** Sum of the waits of answered contacts / answered contacts. */
public record AverageSpeedOfAnswer() implements Metric {
    @Override
    public Unit unit() {
        return Unit.SECONDS;
    }
}
