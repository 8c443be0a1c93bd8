package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redoes a charge from its sentence and nothing else, as somebody with a pocket calculator would. */
final class ChargeSentenceAlone {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern AMOUNT = Pattern.compile("(.*)\\. Amount: (" + NUMBER + ") [A-Z]{3}\\.");
    private static final Pattern SUM = Pattern.compile("(?<working>[-(0-9][-0-9. /×+−()]*?) (?<sign>[=≈]) (?<result>"
            + NUMBER + ")(?: [a-z]+)?(?:, rounded (?<mode>[^:]+): (?<rounded>" + NUMBER + ").*)?");

    private ChargeSentenceAlone() {}

    /** The amount; fails where a sum in the sentence is not what it says. */
    static BigDecimal redo(String sentence) {
        Matcher amount = AMOUNT.matcher(sentence);
        assertThat(amount.matches()).as(sentence).isTrue();
        String told = amount.group(1);
        BigDecimal exact = BigDecimal.ZERO;
        if (!told.endsWith("So nothing is charged") && !told.endsWith("So nothing is added")) {
            Matcher fixed = Pattern.compile(".*: fixed amount (" + NUMBER + ")").matcher(told);
            exact = fixed.matches() ? new BigDecimal(fixed.group(1)) : lastSum(told);
        }
        // What ends within forty decimals is exact: the last of sixty digits may be off.
        return exact.setScale(40, RoundingMode.HALF_UP)
                .setScale(new BigDecimal(amount.group(2)).scale(), RoundingMode.HALF_UP);
    }

    /** Each step that is a sum must be right; the last one is the amount. */
    private static BigDecimal lastSum(String told) {
        BigDecimal last = null;
        for (String step : told.split("\\. |: |; |, so ")) {
            Matcher sum = SUM.matcher(step.replaceFirst("^.*? (come to|less than) ", ""));
            if (sum.matches()) {
                last = PocketCalculator.value(sum.group("working"));
                BigDecimal shown = new BigDecimal(sum.group("result"));
                assertThat(last.setScale(sum.group("sign").equals("=") ? 20 : 6, RoundingMode.HALF_UP))
                        .as(told)
                        .isEqualByComparingTo(shown);
            }
        }
        assertThat(last).as(told).isNotNull();
        return last;
    }
}
