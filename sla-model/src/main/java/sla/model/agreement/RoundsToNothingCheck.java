package sla.model.agreement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.number.Money;
import sla.model.number.Ratio;

/** Amounts that are paid as they are, and are less than the currency's minor unit. Prices for each unit may well be. */
final class RoundsToNothingCheck {
    private final Findings findings;
    private final Bases bases;
    private final String currency;

    private RoundsToNothingCheck(Agreement agreement, Findings findings) {
        this.findings = findings;
        this.bases = Bases.of(agreement);
        this.currency = agreement.currency();
    }

    static void check(Agreement agreement, Findings findings) {
        if (!CurrencyCheck.isKnown(agreement.currency())) {
            return;
        }
        RoundsToNothingCheck check = new RoundsToNothingCheck(agreement, findings);
        for (int i = 0; i < agreement.rules().size(); i++) {
            check.rule("/rules/" + i, agreement.rules().get(i));
        }
        for (int i = 0; i < agreement.caps().size(); i++) {
            Cap cap = agreement.caps().get(i);
            // Rounded down, so that no line exceeds it.
            check.paid(field("/caps/" + i, cap), check.worth(cap), RoundingMode.DOWN);
        }
        for (int i = 0; i < agreement.charges().size(); i++) {
            Charge charge = agreement.charges().get(i);
            if (charge.kpi() == null) {
                check.paid("/charges/" + i + "/amount", decimal(charge.amount()), RoundingMode.HALF_UP);
                check.paid("/charges/" + i + "/minimum", decimal(charge.minimum()), RoundingMode.HALF_UP);
            }
        }
    }

    private void rule(String pointer, Rule rule) {
        switch (rule) {
            case TiersRule tiers -> {
                for (int i = 0; i < tiers.tiers().size(); i++) {
                    TiersRule.Tier tier = tiers.tiers().get(i);
                    line(field(pointer + "/tiers/" + i, tier), worth(tier), rule);
                }
                line(pointer + "/otherwise", decimal(tiers.otherwise()), rule);
            }
            case AtRiskShareRule share -> {
                for (int i = 0; i < share.tiers().size(); i++) {
                    Ratio loss = share.loss(share.tiers().get(i).sharePercent());
                    line(pointer + "/tiers/" + i + "/sharePercent", Optional.of(loss), rule);
                }
                line(
                        pointer + "/otherwise",
                        Optional.ofNullable(share.otherwise()).map(share::loss),
                        rule);
            }
            case LinearRule _, BandsRule _, PointsRule _, SettlingRule _ -> {}
        }
    }

    /** A line is rounded after what repeats make of it. */
    private void line(String pointer, Optional<Ratio> amount, Rule rule) {
        List<BigDecimal> times =
                rule.repeats() == null ? List.of() : rule.repeats().times();
        Ratio most = times.stream().map(Ratio::of).reduce(Ratio.ONE, Ratio::max);
        paid(pointer, amount.map(most::times), RoundingMode.HALF_UP);
    }

    private void paid(String pointer, Optional<Ratio> amount, RoundingMode mode) {
        int decimals = Money.minorUnit(currency);
        amount.filter(exact ->
                        exact.signum() != 0 && exact.round(decimals, mode).signum() == 0)
                .ifPresent(exact -> findings.add(
                        FindingCode.ROUNDS_TO_NOTHING,
                        pointer,
                        "%s %s are rounded to %s: write at least %s, or 0 if nothing is meant."
                                .formatted(
                                        exact.plain(),
                                        currency,
                                        BigDecimal.ZERO.setScale(decimals).toPlainString(),
                                        BigDecimal.ONE.movePointLeft(decimals).toPlainString())));
    }

    /** Empty for what is charged, which nobody knows yet. */
    private Optional<Ratio> worth(Priced priced) {
        return bases.isOfCharges(priced) ? Optional.empty() : Optional.of(bases.worth(priced));
    }

    private static Optional<Ratio> decimal(@Nullable BigDecimal amount) {
        return Optional.ofNullable(amount).map(Ratio::of);
    }

    private static String field(String pointer, Priced priced) {
        return pointer + (priced.amount() == null ? "/percent" : "/amount");
    }
}
