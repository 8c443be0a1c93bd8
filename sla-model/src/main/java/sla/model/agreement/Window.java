package sla.model.agreement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;

/**
 * Over what one value of a KPI is measured, where that is not the period: shorter spans within it, longer ones that end in
 * it, or the last periods.
 *
 * @param every spans that follow each other, from a day to a year; each belongs to the period in which it ends
 * @param startDay as {@link Cycle#startDay}
 * @param startMonth as {@link Cycle#startMonth}
 * @param last so many periods, this one included; fewer while the contract is younger
 */
public record Window(
        @Nullable Every every,
        @Nullable Integer startDay,
        @Nullable Integer startMonth,
        @Nullable Integer last) {
    /** Empty if it is the last periods. */
    public Optional<Cycle> cycle() {
        return Optional.ofNullable(every).map(each -> new Cycle(each, startDay, startMonth));
    }
}
