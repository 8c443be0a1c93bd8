package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.MathContext;

/** Works out {@code (80 − 77.3) / 0.5 × -500}. Digits enough that nothing is lost where decimals do not end. */
final class PocketCalculator {
    static final MathContext DIGITS = new MathContext(60);

    private final String text;
    private int at;

    private PocketCalculator(String text) {
        this.text = text.replace(" ", "");
    }

    static BigDecimal value(String text) {
        PocketCalculator calculator = new PocketCalculator(text);
        Fraction value = calculator.sum();
        if (calculator.at < calculator.text.length()) {
            throw new AssertionError("'" + text + "' is no sum");
        }
        return value.over().divide(value.under(), DIGITS);
    }

    /** Divided last: a third of 38.085 is 12.695, which 0.333… of it is not. */
    private record Fraction(BigDecimal over, BigDecimal under) {
        Fraction plus(Fraction other) {
            return new Fraction(
                    over.multiply(other.under).add(other.over.multiply(under)), under.multiply(other.under));
        }

        Fraction times(Fraction other) {
            return new Fraction(over.multiply(other.over), under.multiply(other.under));
        }

        Fraction negative() {
            return new Fraction(over.negate(), under);
        }

        Fraction upsideDown() {
            return new Fraction(under, over);
        }
    }

    private Fraction sum() {
        Fraction value = product();
        while (at < text.length() && "+−".indexOf(text.charAt(at)) >= 0) {
            boolean plus = text.charAt(at++) == '+';
            Fraction next = product();
            value = value.plus(plus ? next : next.negative());
        }
        return value;
    }

    private Fraction product() {
        Fraction value = factor();
        while (at < text.length() && "×/".indexOf(text.charAt(at)) >= 0) {
            boolean times = text.charAt(at++) == '×';
            Fraction next = factor();
            value = value.times(times ? next : next.upsideDown());
        }
        return value;
    }

    private Fraction factor() {
        if (at < text.length() && text.charAt(at) == '(') {
            at++;
            Fraction value = sum();
            if (at >= text.length() || text.charAt(at++) != ')') {
                throw new AssertionError("a bracket is open in '" + text + "'");
            }
            return value;
        }
        int begin = at;
        while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return new Fraction(new BigDecimal(text.substring(begin, at)), BigDecimal.ONE);
    }
}
