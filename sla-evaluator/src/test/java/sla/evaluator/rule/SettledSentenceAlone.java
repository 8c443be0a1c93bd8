package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redoes what a bank pays from its sentence: what it held, what goes into it, and whether it is due. */
final class SettledSentenceAlone {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern BANK = Pattern.compile("Bank of [^.]*\\. (" + NUMBER + ") [A-Z]{3} before, (" + NUMBER
            + ") [A-Z]{3} in this period: (.*) = (" + NUMBER + ")\\. (.*)");

    private SettledSentenceAlone() {}

    /** What is paid before caps; empty if nothing is. */
    static Optional<BigDecimal> redo(String sentence, String rest) {
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
