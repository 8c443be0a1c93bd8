package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redoes what a bank pays from its sentence: what it held, what goes into it, and whether it is due; and what an earn-back
 * returns: how many good periods there are, of which cost which share, and what is used of what was kept.
 */
final class SettledSentenceAlone {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern BANK = Pattern.compile("Bank of [^.]*\\. (" + NUMBER + ") [A-Z]{3} before, (" + NUMBER
            + ") [A-Z]{3} in this period: (.*) = (" + NUMBER + ")\\. (.*)");

    private static final Pattern WAITS = Pattern.compile("\\S+ in [0-9-]+ cost (" + NUMBER
            + ") [A-Z]{3}\\. It is returned after ([0-9]+) good periods, in each of which .*?: .*?(yes|no|unknown)\\. (It was"
            + " not\\. So nothing is returned|That cannot be said\\. So nothing is returned|That cannot be said because of"
            + " exclusions, so this period does not count and there are [0-9]+ of [0-9]+\\. So nothing is returned yet|So"
            + " there are .*)");
    private static final Pattern COUNTS = Pattern.compile(
            "So there are ([0-9]+) of ([0-9]+)(?: until the whole period is over)?\\. (?:(So nothing is returned yet)|("
                    + NUMBER + ") % is (?:returned|(kept) against later malus of [^:]*): (.*?) ([=≈]) (" + NUMBER
                    + ")(?:\\. So nothing is paid now)?)");
    private static final Pattern KEPT =
            Pattern.compile("\\S+ in [0-9-]+ cost " + NUMBER + " [A-Z]{3}, of which (" + NUMBER
                    + ") [A-Z]{3} is kept against malus of [^.]*\\. There is (" + NUMBER
                    + ") [A-Z]{3} of that in this period, so (" + NUMBER + ") [A-Z]{3} is used and (" + NUMBER
                    + ") [A-Z]{3} is left(?:, which lapses after [0-9]+ periods)?");

    private SettledSentenceAlone() {}

    static boolean concerns(String rest) {
        return rest.startsWith("Bank of ") || rest.matches("\\S+ in [0-9-]+ cost .*");
    }

    /** What is paid before caps; empty if nothing is. */
    static Optional<BigDecimal> redo(String sentence, String rest) {
        Matcher kept = KEPT.matcher(rest);
        if (kept.matches()) {
            BigDecimal had = new BigDecimal(kept.group(1));
            BigDecimal use = new BigDecimal(kept.group(3));
            assertThat(use).as(sentence).isEqualByComparingTo(had.min(new BigDecimal(kept.group(2))));
            assertThat(new BigDecimal(kept.group(4))).as(sentence).isEqualByComparingTo(had.subtract(use));
            return Optional.of(use);
        }
        Matcher waits = WAITS.matcher(rest);
        return waits.matches() ? returned(sentence, waits) : bank(sentence, rest);
    }

    private static Optional<BigDecimal> returned(String sentence, Matcher waits) {
        String end = waits.group(4);
        assertThat(end.startsWith("So there are"))
                .as(sentence)
                .isEqualTo(waits.group(3).equals("yes"));
        Matcher counts = COUNTS.matcher(end);
        if (!counts.matches()) {
            assertThat(waits.group(3)).as(sentence).isNotEqualTo("yes");
            return Optional.empty();
        }
        assertThat(counts.group(2)).as(sentence).isEqualTo(waits.group(2));
        boolean enough = counts.group(1).equals(counts.group(2));
        assertThat(counts.group(3) == null).as(sentence).isEqualTo(enough);
        if (!enough) {
            return Optional.empty();
        }
        BigDecimal share = new BigDecimal(waits.group(1))
                .multiply(new BigDecimal(counts.group(4)))
                .divide(BigDecimal.valueOf(100));
        assertThat(PocketCalculator.value(counts.group(6))).as(sentence).isEqualByComparingTo(share);
        assertThat(share.subtract(new BigDecimal(counts.group(8))).abs())
                .as(sentence)
                .isLessThan(new BigDecimal("0.0000006"));
        return counts.group(5) == null ? Optional.of(share) : Optional.empty();
    }

    private static Optional<BigDecimal> bank(String sentence, String rest) {
        Matcher bank = BANK.matcher(rest);
        assertThat(bank.matches()).as(sentence).isTrue();
        BigDecimal balance = new BigDecimal(bank.group(4));
        assertThat(new BigDecimal(bank.group(1)).add(new BigDecimal(bank.group(2))))
                .as(sentence)
                .isEqualByComparingTo(balance);
        assertThat(PocketCalculator.value(bank.group(3))).as(sentence).isEqualByComparingTo(balance);
        String fate = bank.group(5);
        if (fate.matches(
                "(The (period|contract)|The (quarter|half year|year|contract) since [0-9-]+) ends, so it is paid out")) {
            return Optional.of(balance);
        }
        boolean due = fate.matches("The .* ends; it is below 0 and (stays|forgiven)\\. So nothing is paid");
        assertThat(due || fate.matches("It is paid out when the .* since [0-9-]+ ends\\. So nothing is paid yet"))
                .as(sentence)
                .isTrue();
        assertThat(due && balance.signum() >= 0).as(sentence).isFalse();
        return Optional.empty();
    }
}
