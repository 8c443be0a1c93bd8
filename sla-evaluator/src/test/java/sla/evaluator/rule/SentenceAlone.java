package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redoes a line from its sentence and nothing else, as somebody with a pocket calculator would: the value from the counts,
 * its rounding, the tier or slope it is on, the gate, what each cap leaves, and the amount.
 */
final class SentenceAlone {
    private static final String NUMBER = "-?[0-9]+(?:\\.[0-9]+)?";
    private static final Pattern MEASURED =
            Pattern.compile("\\. (?<working>[-(][^=≈]*|[0-9][^=≈]*?) (?<sign>[=≈]) (?<exact>"
                    + NUMBER + ")(?: [^.,]+?)?(?:, rounded (?<mode>[^:]+): (?<rounded>" + NUMBER
                    + ")(?: [^.:]+?)?)?\\. That is (?<step>.*?): (?<computation>.*)");
    private static final Pattern COUNTED = Pattern.compile(
            "Periods in which .* (?:in a row|in this period|in the last"
                    + " [0-9]+ periods|since [0-9-]+): (?<list>none|[^:]*), so (?<number>[0-9]+)\\. That is (?<step>.*?): (?<computation>.*)");
    private static final Pattern ALERT =
            Pattern.compile(".*?: it is raised if (.*)\\. So it is (raised|not raised)(, for that cannot be said)?\\.");
    private static final Pattern GROWS = Pattern.compile("(.*)\\. Before it " + NUMBER + " points came to (" + NUMBER
            + "), so it adds (" + NUMBER + ") − \\2 ([=≈]) (" + NUMBER + ")");
    private static final Pattern ANSWER = Pattern.compile(
            "(?:: |; )(?<number>" + NUMBER + ")(?: points)? \\((?<list>[^()]*[0-9]{4}-[^()]*)\\), (?:yes|no)");
    private static final Pattern NOT_MEASURED = Pattern.compile(
            "\\. Not measured: .*?(?:, and by the contract it is taken as (?:met|failed): (?<computation>.*))?");
    private static final Pattern AMOUNT = Pattern.compile("(.*)\\. Amount: (" + NUMBER + ") [A-Z]{3}\\.");
    private static final Pattern CAP = Pattern.compile("(.*?)\\. The (?:malus|bonus) cap \\S+ of (?<limit>" + NUMBER
            + ") [A-Z]{3}(?: \\((?<working>[0-9./× ]+|[0-9]+ / [0-9]+ of [0-9.]+)\\))?(?: since [0-9-]+)? has (?<used>"
            + NUMBER + ") [A-Z]{3} used before(?: \\([^)]*\\))?, so (?<left>" + NUMBER
            + ") [A-Z]{3} of it is left(?<rest>.*)");
    private static final Pattern GATE = Pattern.compile(
            "(.*)\\. It is paid only if (.*)\\. So (it is paid|it would be paid, but .*|nothing is paid.*)");
    private static final Pattern RAMP_UP = Pattern.compile(
            "(.*)\\. No (?:malus is paid|points are given) until [0-9-]+ \\([a-z0-9-]+\\)\\. So nothing is (?:paid|given)");
    private static final Pattern BANKED = Pattern.compile("(.*)\\. It goes into \\S+: (" + NUMBER + ") [A-Z]{3}");
    private static final Pattern PRO_RATA =
            Pattern.compile("(.*)\\. Pro rata for ([0-9]+) of ([0-9]+) days: (.*) ([=≈]) (" + NUMBER + ")");
    private static final Pattern REPEAT = Pattern.compile(
            "(.*)\\. It is failure ([0-9]+) in (?:a row|the last [0-9]+ periods)(?:, after (.*?))?(?: \\([^)]*\\))?, so it counts ("
                    + NUMBER + ") times: (" + NUMBER + ") × (" + NUMBER + ") ([=≈]) (" + NUMBER + ")(?: points)?");
    private static final Pattern CLAIM = Pattern.compile(
            "(.*)\\. It must be claimed by (?<by>[0-9-]+): (?:no claim is known|claimed on (?<on>[0-9-]+)(?:, too late)?)(?<lapsed>\\. So nothing is paid)?");
    private static final Pattern OWED = Pattern.compile(
            "By \\S+, share of \\S+, owed for [0-9-]+(?: \\([^)]*\\))?: (?<working>.*) (?<sign>[=≈]) (?<worth>" + NUMBER
                    + ")(?:\\. Nothing is charged as [a-z0-9 -]+ any more)?");
    private static final String LEFT_TO_THE_NEXT =
            ". It is a share of what is charged in the next period, and paid then";
    private static final Pattern SLOPE =
            Pattern.compile("(?<steps>\\(.*?\\)(?: / " + NUMBER + ")?)(?: [=≈] (?<count>" + NUMBER
                    + "), of which (?<which>full ones count|every started one counts): (?<paid>" + NUMBER
                    + "))? × (?<each>.*) [=≈] (?<amount>" + NUMBER + ")");
    private static final Pattern BOUND = Pattern.compile("(above|at least|below|at most) (" + NUMBER + ")");

    private SentenceAlone() {}

    /** The amount; fails where a step of the sentence does not follow from the one before. */
    static BigDecimal redo(String sentence) {
        Matcher amount = match(AMOUNT, sentence);
        String rest = amount.group(1);
        int caps = rest.indexOf(". The malus cap ");
        caps = caps < 0 ? rest.indexOf(". The bonus cap ") : caps;
        final String capped = caps < 0 ? "" : rest.substring(caps);
        rest = caps < 0 ? rest : rest.substring(0, caps);
        if (SettledSentenceAlone.concerns(rest)) {
            return SettledSentenceAlone.redo(sentence, rest)
                    .map(paid -> afterCaps(paid, capped))
                    .orElse(BigDecimal.ZERO)
                    .setScale(new BigDecimal(amount.group(2)).scale(), RoundingMode.HALF_UP);
        }
        Matcher owed = OWED.matcher(rest);
        if (owed.matches()) {
            BigDecimal worth = PocketCalculator.value(owed.group("working"));
            equal(worth, owed.group("worth"), owed.group("sign"), sentence);
            return afterCaps(worth, capped).setScale(new BigDecimal(amount.group(2)).scale(), RoundingMode.HALF_UP);
        }
        Matcher banked = BANKED.matcher(rest);
        rest = banked.matches() ? banked.group(1) : rest;
        boolean pays = !rest.endsWith(LEFT_TO_THE_NEXT);
        rest = pays ? rest : rest.substring(0, rest.length() - LEFT_TO_THE_NEXT.length());
        Matcher claim = CLAIM.matcher(rest);
        if (claim.matches()) {
            // Days as they are written are in the order of their words.
            String on = claim.group("on");
            boolean lapsed = on == null || on.compareTo(claim.group("by")) > 0;
            assertThat(claim.group("lapsed") != null).as(sentence).isEqualTo(lapsed);
            pays = pays && !lapsed;
            rest = claim.group(1);
        }
        Matcher rampUp = RAMP_UP.matcher(rest);
        if (rampUp.matches()) {
            pays = false;
            rest = rampUp.group(1);
        }
        Matcher gate = GATE.matcher(rest);
        if (gate.matches()) {
            String said = gate.group(3);
            pays = pays && said.equals("it is paid");
            assertThat(GateSentenceAlone.outcome(gate.group(2), sentence))
                    .as(sentence)
                    .isEqualTo(!said.startsWith("nothing") ? "yes" : said.equals("nothing is paid") ? "no" : "unknown");
            counted(gate.group(), sentence);
            rest = gate.group(1);
        }
        Matcher repeat = REPEAT.matcher(rest);
        BigDecimal times = BigDecimal.ONE;
        if (repeat.matches()) {
            rest = repeat.group(1);
            times = new BigDecimal(repeat.group(4));
            assertThat(repeat.group(6)).as(sentence).isEqualTo(repeat.group(4));
            assertThat(Integer.parseInt(repeat.group(2)) - 1).as(sentence).isEqualTo(earlier(repeat.group(3)));
            assertThat(new BigDecimal(repeat.group(5))
                            .multiply(times)
                            .subtract(new BigDecimal(repeat.group(8)))
                            .abs())
                    .as(sentence)
                    .isLessThan(times.multiply(halfOfTheLastDecimal()).add(halfOfTheLastDecimal()));
        }
        Matcher proRata = PRO_RATA.matcher(rest);
        BigDecimal days = BigDecimal.ONE;
        BigDecimal of = BigDecimal.ONE;
        if (proRata.matches()) {
            rest = proRata.group(1);
            days = new BigDecimal(proRata.group(2));
            of = new BigDecimal(proRata.group(3));
            equal(PocketCalculator.value(proRata.group(4)), proRata.group(6), proRata.group(5), sentence);
        }
        // Divided last: a third of 38.085 is 12.695, which 0.333… of it is not.
        BigDecimal paid = (pays ? computed(rest) : check(rest))
                .multiply(days)
                .multiply(times)
                .divide(of, PocketCalculator.DIGITS);
        if (banked.matches()) {
            BigDecimal said = new BigDecimal(banked.group(2));
            assertThat(paid.setScale(said.scale(), RoundingMode.HALF_UP))
                    .as(sentence)
                    .isEqualByComparingTo(said);
            paid = BigDecimal.ZERO;
        }
        paid = afterCaps(paid, capped);
        return paid.setScale(new BigDecimal(amount.group(2)).scale(), RoundingMode.HALF_UP);
    }

    /** {@code 3 more, 2025-01, 2025-08}: how many there were. */
    private static int earlier(String list) {
        if (list == null || list.equals("none")) {
            return 0;
        }
        int count = 0;
        for (String each : list.split(", ")) {
            count += each.endsWith(" more") ? Integer.parseInt(each.substring(0, each.indexOf(' '))) : 1;
        }
        return count;
    }

    /** Counts in the answers of a gate: so many periods, or the sum of their points. */
    private static void counted(String gate, String sentence) {
        Matcher answer = ANSWER.matcher(gate);
        while (answer.find()) {
            BigDecimal sum = BigDecimal.ZERO;
            for (String each : answer.group("list").split(", ")) {
                sum = sum.add(
                        each.contains(": ")
                                ? new BigDecimal(each.substring(each.indexOf(": ") + 2))
                                : BigDecimal.valueOf(earlier(each)));
            }
            assertThat(sum).as(sentence).isEqualByComparingTo(answer.group("number"));
        }
    }

    /** Whether an alert is raised; fails where what was counted does not come to the number that is told. */
    static boolean raised(String sentence) {
        Matcher alert = match(ALERT, sentence);
        counted(alert.group(1), sentence);
        String outcome = alert.group(2).equals("raised") ? "yes" : alert.group(3) == null ? "no" : "unknown";
        assertThat(GateSentenceAlone.outcome(alert.group(1), sentence))
                .as(sentence)
                .isEqualTo(outcome);
        return outcome.equals("yes");
    }

    /** Works it out although it is not paid. */
    private static BigDecimal check(String rest) {
        computed(rest);
        return BigDecimal.ZERO;
    }

    private static BigDecimal computed(String rest) {
        if (rest.startsWith("Periods in which ")) {
            Matcher counted = match(COUNTED, rest);
            assertThat(earlier(counted.group("list"))).as(rest).isEqualTo(Integer.parseInt(counted.group("number")));
            onStep(new BigDecimal(counted.group("number")), counted.group("step"), rest);
            return amount(counted.group("computation"));
        }
        Matcher measured = MEASURED.matcher(rest);
        if (!measured.find()) {
            Matcher notMeasured = NOT_MEASURED.matcher(rest.substring(rest.indexOf(". Not measured: ")));
            assertThat(notMeasured.matches()).as(rest).isTrue();
            String computation = notMeasured.group("computation");
            return computation == null ? BigDecimal.ZERO : amount(computation);
        }
        BigDecimal exact = PocketCalculator.value(measured.group("working"));
        equal(exact, measured.group("exact"), measured.group("sign"), rest);
        BigDecimal value = exact;
        if (measured.group("mode") != null) {
            value = rounded(exact, measured.group("mode"));
            assertThat(value).as(rest).isEqualByComparingTo(measured.group("rounded"));
        }
        onStep(value, measured.group("step"), rest);
        return amount(measured.group("computation"));
    }

    /** Whether the value is where the sentence says it is. */
    private static void onStep(BigDecimal value, String step, String rest) {
        Matcher bound = BOUND.matcher(step);
        while (bound.find()) {
            int order = value.compareTo(new BigDecimal(bound.group(2)));
            boolean holds = switch (bound.group(1)) {
                case "above" -> order > 0;
                case "at least" -> order >= 0;
                case "below" -> order < 0;
                case "at most" -> order <= 0;
                default -> throw new AssertionError(step);
            };
            assertThat(holds).as("%s is %s in: %s", value, bound.group(), rest).isTrue();
        }
    }

    private static BigDecimal amount(String computation) {
        Matcher grows = GROWS.matcher(computation);
        if (grows.matches()) {
            BigDecimal all = amount(grows.group(1));
            BigDecimal added = PocketCalculator.value(grows.group(3) + " − " + grows.group(2));
            equal(added, grows.group(5), grows.group(4), computation);
            assertThat(all.subtract(new BigDecimal(grows.group(3))).abs())
                    .as(computation)
                    .isLessThan(halfOfTheLastDecimal());
            return all.subtract(new BigDecimal(grows.group(2)));
        }
        String text = computation.replaceFirst("^as if it were " + NUMBER + "[^,]*, ", "");
        if (text.startsWith("fixed amount ")) {
            return new BigDecimal(text.substring("fixed amount ".length()));
        }
        if (text.startsWith("the most malus of this rule, ")) {
            return PocketCalculator.value(text.substring("the most malus of this rule, ".length()));
        }
        if (text.matches("(the most of this rule, )?-?[0-9.]+ points?")) {
            // Points are no money.
            return BigDecimal.ZERO;
        }
        if (text.equals("nothing is paid there")) {
            return BigDecimal.ZERO;
        }
        Matcher slope = SLOPE.matcher(text);
        if (slope.matches()) {
            return slope(slope, text);
        }
        // Words, if any, and a sum: "25 % of 20000 at risk is lost: -20000 × 25 / 100 = -5000".
        String sum = text.substring(text.lastIndexOf(": ") < 0 ? 0 : text.lastIndexOf(": ") + 2);
        int equals = Math.max(sum.lastIndexOf(" = "), sum.lastIndexOf(" ≈ "));
        BigDecimal worth = PocketCalculator.value(sum.substring(0, equals));
        equal(worth, sum.substring(equals + 3), sum.substring(equals + 1, equals + 2), text);
        return worth;
    }

    private static BigDecimal slope(Matcher slope, String text) {
        BigDecimal steps = PocketCalculator.value(slope.group("steps"));
        assertThat(steps).as(text).isPositive();
        if (slope.group("count") != null) {
            assertThat(steps.subtract(new BigDecimal(slope.group("count"))).abs())
                    .as(text)
                    .isLessThan(halfOfTheLastDecimal());
            steps = steps.setScale(
                    0, slope.group("which").startsWith("full") ? RoundingMode.FLOOR : RoundingMode.CEILING);
            assertThat(steps).as(text).isEqualByComparingTo(slope.group("paid"));
        }
        BigDecimal amount = steps.multiply(PocketCalculator.value(slope.group("each")));
        assertThat(amount.subtract(new BigDecimal(slope.group("amount"))).abs())
                .as(text)
                .isLessThan(halfOfTheLastDecimal());
        return amount;
    }

    private static BigDecimal afterCaps(BigDecimal amount, String text) {
        BigDecimal paid = amount;
        String rest = text;
        while (!rest.isEmpty()) {
            Matcher cap = match(CAP, rest);
            BigDecimal left = new BigDecimal(cap.group("left"));
            BigDecimal limit = new BigDecimal(cap.group("limit"));
            if (cap.group("working") != null) {
                BigDecimal worked = PocketCalculator.value(cap.group("working").replace(" of ", " × "));
                // What ends within forty decimals is exact: the last of sixty digits may be off.
                assertThat(worked.setScale(40, RoundingMode.HALF_UP).setScale(limit.scale(), RoundingMode.DOWN))
                        .as(text)
                        .isEqualByComparingTo(limit);
            }
            assertThat(limit.subtract(new BigDecimal(cap.group("used"))).max(BigDecimal.ZERO))
                    .as(text)
                    .isEqualByComparingTo(left);
            assertThat(paid.abs()).as(text).isGreaterThan(left);
            paid = paid.signum() < 0 ? left.negate() : left;
            rest = cap.group("rest");
        }
        return paid;
    }

    private static void equal(BigDecimal worked, String said, String sign, String what) {
        BigDecimal number = new BigDecimal(said);
        if (sign.equals("=")) {
            assertThat(worked.setScale(20, RoundingMode.HALF_UP)).as(what).isEqualByComparingTo(number);
        } else {
            assertThat(worked.setScale(6, RoundingMode.HALF_UP)).as(what).isEqualByComparingTo(number);
        }
    }

    /** {@code half up to a whole number}, {@code half even to 2 decimals}. */
    private static BigDecimal rounded(BigDecimal exact, String words) {
        Matcher decimals = Pattern.compile(" to ([0-9]+) decimals?").matcher(words);
        // What ends within forty decimals is exact: the last of sixty digits may be off.
        return ReferenceEvaluation.rounded(
                exact.setScale(40, RoundingMode.HALF_UP),
                decimals.find() ? Integer.parseInt(decimals.group(1)) : 0,
                words.substring(0, words.indexOf(" to ")));
    }

    private static BigDecimal halfOfTheLastDecimal() {
        return new BigDecimal("0.0000006");
    }

    private static Matcher match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.matches()).as(text).isTrue();
        return matcher;
    }
}
