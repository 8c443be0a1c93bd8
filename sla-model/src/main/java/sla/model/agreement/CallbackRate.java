package sla.model.agreement;

/** The share of offered contacts that asked to be called back instead of waiting. */
public record CallbackRate() implements Metric {
    @Override
    public Unit unit() {
        return Unit.PERCENT;
    }
}
