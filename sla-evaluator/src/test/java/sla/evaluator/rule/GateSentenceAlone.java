package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redoes what came of a condition from the words of its sentence: each answer from its number and what was asked, and all of
 * them together. Whether something was on target, of which no bound is told, is taken as it is answered.
 */
final class GateSentenceAlone {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final String ANSWER =
            "(?:" + NUMBER + "(?: [^;,()]+)?(?: \\([^()]*\\))?|not measured), (?:yes|no|unknown)";
    private static final Pattern ANSWERS = Pattern.compile(ANSWER + "(?:; " + ANSWER + ")*");
    private static final String BOUND = "(?:above|at least|below|at most) ";
    private static final Pattern ASKED = Pattern.compile(".* is (?<asked>on target|off target|any value|" + BOUND
            + NUMBER + "(?: [^ ]+)*?(?: and " + BOUND + NUMBER + "(?: [^ ]+)*)?)");
    private static final Pattern ONE_BOUND = Pattern.compile("(above|at least|below|at most) (" + NUMBER + ")");
    private static final BigDecimal HALF_OF_THE_LAST_DECIMAL = new BigDecimal("0.0000005");

    private final Queue<String> answers;
    private final String sentence;

    private GateSentenceAlone(Queue<String> answers, String sentence) {
        this.answers = answers;
        this.sentence = sentence;
    }

    /**
     * Yes, no or unknown; fails where an answer does not follow from its number.
     *
     * @param gate the condition and its answers: {@code Abandonment is at most 5 %: 5.1 %, no}
     */
    static String outcome(String gate, String sentence) {
        int at = gate.indexOf(": ");
        while (at >= 0 && !ANSWERS.matcher(gate.substring(at + 2)).matches()) {
            at = gate.indexOf(": ", at + 1);
        }
        assertThat(at).as("answers in: %s", sentence).isPositive();
        Queue<String> answers =
                new ArrayDeque<>(List.of(gate.substring(at + 2).split("; (?=" + NUMBER + "|not measured)")));
        GateSentenceAlone alone = new GateSentenceAlone(answers, sentence);
        String outcome = alone.of(gate.substring(0, at));
        assertThat(answers).as("answers without a question in: %s", sentence).isEmpty();
        return outcome;
    }

    private String of(String condition) {
        if (condition.startsWith("not (") && isOneBracket(condition.substring(4))) {
            return switch (of(condition.substring(5, condition.length() - 1))) {
                case "yes" -> "no";
                case "no" -> "yes";
                default -> "unknown";
            };
        }
        if (condition.startsWith("(") && isOneBracket(condition)) {
            return of(condition.substring(1, condition.length() - 1));
        }
        List<String> all = split(condition, " and ");
        List<String> any = all.size() > 1 ? List.of() : split(condition, " or ");
        if (all.size() > 1) {
            return together(all, "no", "yes");
        }
        return any.size() > 1 ? together(any, "yes", "no") : one(condition);
    }

    /** All are asked, also where one decides. */
    private String together(List<String> conditions, String deciding, String otherwise) {
        List<String> each = new ArrayList<>();
        conditions.forEach(condition -> each.add(of(condition)));
        return each.contains(deciding) ? deciding : each.contains("unknown") ? "unknown" : otherwise;
    }

    private String one(String question) {
        Matcher asked = ASKED.matcher(question);
        assertThat(asked.matches()).as("'%s' in: %s", question, sentence).isTrue();
        String whole = answers.remove();
        String answer = whole.substring(whole.lastIndexOf(", ") + 2);
        if (asked.group("asked").endsWith("target")) {
            return answer;
        }
        if (whole.startsWith("not measured")) {
            assertThat(answer).as("'%s' in: %s", question, sentence).isEqualTo("unknown");
            return answer;
        }
        BigDecimal number = new BigDecimal(whole.replaceFirst("(" + NUMBER + ").*", "$1"));
        boolean holds = true;
        Matcher bound = ONE_BOUND.matcher(asked.group("asked"));
        while (bound.find()) {
            BigDecimal beyond = number.subtract(new BigDecimal(bound.group(2)));
            if (number.scale() == 6 && beyond.abs().compareTo(HALF_OF_THE_LAST_DECIMAL) <= 0) {
                // What is shown with six decimals may lie on either side of it.
                return answer;
            }
            holds &= switch (bound.group(1)) {
                case "above" -> beyond.signum() > 0;
                case "at least" -> beyond.signum() >= 0;
                case "below" -> beyond.signum() < 0;
                default -> beyond.signum() <= 0;
            };
        }
        assertThat(answer).as("'%s' in: %s", question, sentence).isEqualTo(holds ? "yes" : "no");
        return answer;
    }

    /** Whether the first bracket closes at the end. */
    private static boolean isOneBracket(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return i == text.length() - 1;
            }
        }
        return false;
    }

    /** Into whole questions: neither a title nor the second bound of a question is one. */
    private static List<String> split(String text, String word) {
        List<String> pieces = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
            String rest = text.substring(i);
            if (depth == 0
                    && rest.startsWith(word)
                    && isWhole(text.substring(start, i))
                    && isWhole(rest.substring(word.length()))) {
                pieces.add(text.substring(start, i));
                start = i + word.length();
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private static boolean isWhole(String text) {
        return text.contains(" is ") && !text.matches("(?s)" + BOUND + NUMBER + ".*");
    }
}
