package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.MathContext;

/** Works out {@code (80 − 77.3) / 0.5 × -500}. Digits enough that nothing is lost where decimals do not end. */
final class PocketCalculator {
    private static final MathContext DIGITS = new MathContext(60);

    private final String text;
    private int at;

    private PocketCalculator(String text) {
        this.text = text.replace(" ", "");
    }

    static BigDecimal value(String text) {
        PocketCalculator calculator = new PocketCalculator(text);
        BigDecimal value = calculator.sum();
        if (calculator.at < calculator.text.length()) {
            throw new AssertionError("'" + text + "' is no sum");
        }
        return value;
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        while (at < text.length() && "+−".indexOf(text.charAt(at)) >= 0) {
            boolean plus = text.charAt(at++) == '+';
            BigDecimal next = product();
            value = plus ? value.add(next, DIGITS) : value.subtract(next, DIGITS);
        }
        return value;
    }

    private BigDecimal product() {
        BigDecimal value = factor();
        while (at < text.length() && "×/".indexOf(text.charAt(at)) >= 0) {
            boolean times = text.charAt(at++) == '×';
            BigDecimal next = factor();
            value = times ? value.multiply(next, DIGITS) : value.divide(next, DIGITS);
        }
        return value;
    }

    private BigDecimal factor() {
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            BigDecimal value = sum();
            if (at >= text.length() || text.charAt(at++) != ')') {
                throw new AssertionError("a bracket is open in '" + text + "'");
            }
            return value;
        }
        int begin = at;
        while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return new BigDecimal(text.substring(begin, at));
    }
}
