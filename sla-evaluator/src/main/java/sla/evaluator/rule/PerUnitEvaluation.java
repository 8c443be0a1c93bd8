package sla.evaluator.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sla.model.agreement.Charge;
import sla.model.agreement.ChargeTerms;
import sla.model.evaluation.Measure;
import sla.model.number.Ratio;

/**
 * A price for each unit. 12,000 calls at 2.40 each up to 10,000 and 2.10 above are 28,200.00 graduated, and 25,200.00 by
 * volume; exactly 10,000 are 24,000.00 either way.
 *
 * <p>In part of a period bands are as much shorter as it is; prices are what they are.
 */
final class PerUnitEvaluation {
    private final ChargeTerms.PerUnit terms;
    private final MeasuredKpi kpi;
    private final @Nullable ProRata part;

    private PerUnitEvaluation(ChargeTerms.PerUnit terms, MeasuredKpi kpi, @Nullable ProRata part) {
        this.terms = terms;
        this.kpi = kpi;
        this.part = part;
    }

    static ChargeOutcome of(ChargeTerms.PerUnit terms, MeasuredKpis kpis, @Nullable ProRata part) {
        MeasuredKpi kpi = kpis.due(terms.kpi()).getFirst();
        PerUnitEvaluation evaluation = new PerUnitEvaluation(terms, kpi, part);
        return switch (kpi.result().measure()) {
            case Measure.Measured _, Measure.OfParts _ ->
                evaluation.charged(LeastUnits.of(kpi.value().orElseThrow().ratio(), terms.atLeast(), kpis, part));
            case Measure.NotMeasured(String reason, var _, var _) -> evaluation.nothing(reason);
        };
    }

    private ChargeOutcome nothing(String reason) {
        return new ChargeOutcome(
                Ratio.ZERO,
                terms.kpi(),
                null,
                null,
                "nothing is charged",
                kpi.result().formula() + ". Not measured: " + reason + ". So nothing is charged");
    }

    private ChargeOutcome charged(LeastUnits counting) {
        Ratio quantity = counting.units();
        List<String> products = new ArrayList<>();
        Ratio amount = Ratio.ZERO;
        for (int i = 0; i < terms.bands().size(); i++) {
            Ratio units = units(i, quantity);
            if (units.signum() != 0 || (i == 0 && quantity.signum() == 0)) {
                BigDecimal price = terms.bands().get(i).amount();
                amount = amount.plus(units.times(Ratio.of(price)));
                products.add(units.plain() + " × " + price.toPlainString());
            }
        }
        String computation = String.join(" + ", products) + " " + Amounts.equalTo(amount);
        return new ChargeOutcome(
                amount,
                terms.kpi(),
                quantity,
                kpi.kpi().unit(),
                computation,
                kpi.result().formula() + ". " + counted() + counting.words() + bands(quantity) + ". " + computation);
    }

    /** {@code 12000}, and not {@code 12000 = 12000}. */
    private String counted() {
        String value = Sentence.value(kpi);
        String number = kpi.result().working();
        return value.equals(number + " = " + number) ? number : value;
    }

    /** How many units are charged at the price of a band. */
    private Ratio units(int band, Ratio quantity) {
        if (terms.mode() == Charge.Mode.VOLUME) {
            return band == bandOf(quantity) ? quantity : Ratio.ZERO;
        }
        Ratio upTo = terms.bands().get(band).upTo() == null ? quantity : quantity.min(end(band));
        // Below 0, as a credit may be declared, units are of the first band.
        return band == 0 ? upTo : upTo.minus(end(band - 1)).max(Ratio.ZERO);
    }

    /** The band that holds the last unit. */
    private int bandOf(Ratio quantity) {
        int band = 0;
        while (terms.bands().get(band).upTo() != null && quantity.compareTo(end(band)) > 0) {
            band++;
        }
        return band;
    }

    private Ratio end(int band) {
        Ratio whole = Ratio.of(upTo(band));
        return part == null ? whole : part.of(whole);
    }

    private BigDecimal upTo(int band) {
        BigDecimal end = terms.bands().get(band).upTo();
        if (end == null) {
            throw new IllegalStateException("band " + (band + 1) + " has no end");
        }
        return end;
    }

    /** Where the bands end in a part, and which one counts for all units. */
    private String bands(Ratio quantity) {
        if (terms.hasOnePrice()) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        if (part != null) {
            for (int i = 0; i < terms.bands().size() - 1; i++) {
                words.append(i == 0 ? ". Bands are pro rata for " + part.days() + ": " : "; ")
                        .append(part.working(Ratio.of(upTo(i))));
            }
        }
        if (terms.mode() == Charge.Mode.VOLUME) {
            int band = bandOf(quantity);
            words.append(". All are in band ")
                    .append(band + 1)
                    .append(
                            band == terms.bands().size() - 1
                                    ? ", above " + Amounts.decimal(end(band - 1))
                                    : ", at most " + Amounts.decimal(end(band)));
        }
        return words.toString();
    }
}
