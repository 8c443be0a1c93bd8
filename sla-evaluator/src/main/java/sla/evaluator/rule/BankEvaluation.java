package sla.evaluator.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import sla.model.agreement.Agreement;
import sla.model.agreement.BankRule;
import sla.model.agreement.PayOut;
import sla.model.evaluation.Balance;
import sla.model.evaluation.Banked;
import sla.model.evaluation.Line;
import sla.model.evaluation.LineBuilder;
import sla.model.number.Money;
import sla.model.number.Ratio;
import sla.model.time.Period;

/**
 * A bank's line in one period: what it held, what goes into it, and at the end of a span what it pays. Federal template
 * (R14): 5,000, 5,000 and −10,000 within a quarter pay 0.
 */
final class BankEvaluation {
    private final Agreement agreement;
    private final Period period;
    private final Past past;
    private final Caps caps;
    private final String currency;

    BankEvaluation(Agreement agreement, Period period, Past past, Caps caps) {
        this.agreement = agreement;
        this.period = period;
        this.past = past;
        this.caps = caps;
        currency = agreement.currency();
    }

    /** What becomes of the balance. */
    private enum Fate {
        NOT_DUE("not due"),
        PAID("paid out"),
        CARRIED("carried"),
        FORGIVEN("forgiven");

        private final String step;

        Fate(String step) {
            this.step = step;
        }
    }

    Line of(BankRule bank, List<Line> before) {
        Money opening = Money.rounded(Ratio.of(past.balance(bank.id())), currency);
        Money moved = before.stream()
                .map(Line::banked)
                .filter(Objects::nonNull)
                .filter(banked -> banked.bank().equals(bank.id()))
                .map(Banked::amount)
                .reduce(Money.zero(currency), Money::plus);
        Money balance = opening.plus(moved);
        Fate fate = fate(bank, balance);
        Ratio exact = fate == Fate.PAID ? Ratio.of(balance.amount()) : Ratio.ZERO;
        Caps.Capped capped = caps.apply(bank.id(), exact);
        Money amount = Money.rounded(capped.amount(), currency);
        caps.use(bank.id(), amount);
        Money settled = fate == Fate.PAID || fate == Fate.FORGIVEN ? balance : Money.zero(currency);
        String computation = opening.amount().toPlainString() + signed(moved.amount()) + " = "
                + Ratio.of(balance.amount()).plain();
        return new LineBuilder(bank.id(), bank.shape())
                .clause(bank.clause())
                .outcome(fate.step, computation)
                .paid(exact, capped.steps(), amount)
                .sentence(sentence(bank, opening, moved, computation, fate, capped.steps(), amount))
                .balance(new Balance(past.since(bank.pays()), opening, moved, settled, balance.minus(settled)))
                .build();
    }

    private Fate fate(BankRule bank, Money balance) {
        if (!isDue(bank.pays())) {
            return Fate.NOT_DUE;
        }
        if (balance.amount().signum() >= 0) {
            return Fate.PAID;
        }
        return switch (bank.ifNegative()) {
            case PAID -> Fate.PAID;
            case CARRIED -> past.isLast() ? Fate.PAID : Fate.CARRIED;
            case FORGIVEN -> Fate.FORGIVEN;
        };
    }

    private boolean isDue(PayOut payOut) {
        return past.isLast()
                || payOut.isDue(agreement.period(), period.firstDay(agreement.zone()), period.endDay(agreement.zone()));
    }

    /** {@code  − 10000.00}: what is added, with its sign before a blank. */
    private static String signed(BigDecimal amount) {
        return (amount.signum() < 0 ? " − " : " + ") + amount.abs().toPlainString();
    }

    /**
     * {@code Bank of monthly. 10000.00 EUR before, -10000.00 EUR in this period: 10000.00 − 10000.00 = 0. The quarter since
     * 2026-01-01 ends, so it is paid out. Amount: 0.00 EUR.}
     */
    private String sentence(
            BankRule bank,
            Money opening,
            Money moved,
            String computation,
            Fate fate,
            List<Line.CapStep> steps,
            Money amount) {
        StringBuilder text = new StringBuilder("Bank of ")
                .append(String.join(", ", bank.rules()))
                .append(". ")
                .append(opening)
                .append(" before, ")
                .append(moved)
                .append(" in this period: ")
                .append(computation)
                .append(". ");
        String span = span(bank.pays());
        text.append(
                switch (fate) {
                    case NOT_DUE -> "It is paid out when " + span + " ends. So nothing is paid yet";
                    case PAID -> ended(bank.pays(), span) + " ends, so it is paid out";
                    case CARRIED -> ended(bank.pays(), span) + " ends; it is below 0 and stays. So nothing is paid";
                    case FORGIVEN -> ended(bank.pays(), span) + " ends; it is below 0 and forgiven. So nothing is paid";
                });
        return Sentence.amount(text, steps, amount);
    }

    private String span(PayOut payOut) {
        LocalDate since = past.since(payOut);
        return "the " + words(payOut) + (since == null ? "" : " since " + since);
    }

    /** With a capital; what ends early ends with the contract. */
    private String ended(PayOut payOut, String span) {
        boolean regular =
                payOut.isDue(agreement.period(), period.firstDay(agreement.zone()), period.endDay(agreement.zone()));
        return regular ? "T" + span.substring(1) : "The contract";
    }

    private static String words(PayOut payOut) {
        return switch (payOut.per()) {
            case PERIOD -> "period";
            case QUARTER -> "quarter";
            case HALF_YEAR -> "half year";
            case YEAR -> "year";
            case CONTRACT -> "contract";
        };
    }
}
