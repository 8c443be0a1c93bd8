package sla.evaluator.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts added up and taken away, by name: the number, the formula and the working come from the same terms. */
final class Sum {
    private final List<Term> terms;

    private record Term(String name, long count, boolean added) {}

    private Sum(List<Term> terms) {
        this.terms = List.copyOf(terms);
    }

    static Sum of(String name, long count) {
        return new Sum(List.of(new Term(name, count, true)));
    }

    static Sum of(Tallied what, long count) {
        return of(what.label(), count);
    }

    static Sum of(Counts counts, Tallied what) {
        return of(what, counts.tallied(what));
    }

    Sum plus(String name, long count) {
        return with(new Term(name, count, true));
    }

    Sum minus(String name, long count) {
        return with(new Term(name, count, false));
    }

    private Sum with(Term term) {
        List<Term> more = new ArrayList<>(terms);
        more.add(term);
        return new Sum(more);
    }

    long total() {
        long total = 0;
        for (Term term : terms) {
            total = term.added ? Math.addExact(total, term.count) : Math.subtractExact(total, term.count);
        }
        return total;
    }

    void addTo(Map<String, Long> counts) {
        terms.forEach(term -> counts.put(term.name, term.count));
    }

    /** The names, in brackets if there is more than one. */
    String words() {
        return write(terms.stream().map(term -> words(term.name)).toList());
    }

    /** The numbers, in brackets if there is more than one. */
    String numbers() {
        return write(terms.stream().map(term -> Long.toString(term.count)).toList());
    }

    private String write(List<String> parts) {
        StringBuilder text = new StringBuilder(parts.getFirst());
        for (int i = 1; i < parts.size(); i++) {
            text.append(terms.get(i).added ? " + " : " − ").append(parts.get(i));
        }
        return parts.size() == 1 ? text.toString() : "(" + text + ")";
    }

    /** {@code waitAnsweredMillis} is {@code wait answered (ms)}. */
    private static String words(String name) {
        StringBuilder words = new StringBuilder();
        for (char letter : name.replace("Millis", " (ms)")
                .replace("TenThousandths", " (ten-thousandths)")
                .replace("Thousandths", " (thousandths)")
                .replace("Millionths", " (millionths)")
                .toCharArray()) {
            if (Character.isUpperCase(letter)) {
                words.append(' ');
            }
            words.append(Character.toLowerCase(letter));
        }
        return words.toString();
    }
}
