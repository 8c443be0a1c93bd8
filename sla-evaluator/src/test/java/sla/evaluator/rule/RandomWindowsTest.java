package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.CountsOverTime;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.rule.ReferenceWindows.Call;
import sla.evaluator.rule.ReferenceWindows.Days;
import sla.evaluator.rule.ReferenceWindows.Excluded;
import sla.evaluator.rule.ReferenceWindows.Value;
import sla.evaluator.rule.ReferenceWindows.Window;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;
import sla.model.agreement.ContractDays;
import sla.model.agreement.Kpi;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.evaluation.LeftOut;
import sla.model.evaluation.Line;
import sla.model.evaluation.Measure;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * Contacts at any moment, counted over whatever spans are asked for: values, parts and money of every window beside
 * {@link ReferenceWindows} and {@link ReferenceWindowsMoney}.
 */
class RandomWindowsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void everyWindowIsWhatItsContactsSay(int seed) {
        Random random = new Random(seed);
        int computed = 0;
        int refused = 0;
        while (computed < 10) {
            RandomWindows contract = new RandomWindows(random);
            if (AgreementReader.read(contract.document()) instanceof AgreementReader.Read(Agreement agreement, var _)) {
                computed++;
                check("seed " + seed + ", contract " + computed, contract, agreement);
            } else {
                refused++;
            }
        }
        // Parts that are as long as their window, more windows than a period may have, and so on.
        assertThat(refused).isLessThan(30);
    }

    private static void check(String which, RandomWindows contract, Agreement agreement) {
        List<Call> calls = contract.calls();
        List<Excluded> excluded = contract.exclusions();
        ReferenceWindows without = new ReferenceWindows(contract.terms(), calls, List.of());
        ReferenceWindows reference = without.with(calls, excluded);
        ReferenceWindowsMoney money = new ReferenceWindowsMoney(contract.terms(), contract.pay());
        Kpi kpi = agreement.kpis().getFirst();
        List<AppliedExclusion> applied = applied(kpi, calls, excluded);
        List<Days> expected = reference.periods(contract.until());
        List<AgreementPeriod> periods = new AgreementVersions("random", List.of(agreement))
                .begun(contract.until().atStartOfDay(ReferenceWindows.ZONE).toInstant());
        List<PastPeriod> past = new ArrayList<>();
        for (int at = 0; at < expected.size(); at++) {
            Days period = expected.get(at);
            AgreementPeriod of = periods.get(at);
            String story = "%s: %s of\n%s%s".formatted(which, period, contract.document(), excluded);
            assertThat(of.period().startInclusive()).as(story).isEqualTo(period.from());
            assertThat(of.period().endExclusive()).as(story).isEqualTo(period.to());
            assertThat(of.period().label())
                    .as(story)
                    .isEqualTo(ReferenceWindows.label(contract.terms().period(), period));
            Evaluation evaluation = evaluate(of, contract, calls, null, past, applied);
            Map<Window, Value> windows = windows(reference, without, period, null);
            check(story, windows, evaluation, contract);
            check(story, money.next(period, windows), evaluation);
            past.add(PastPeriod.of(evaluation));

            if (at % 3 == 0) {
                Instant now = contract.moment(period.from(), period.to());
                List<Call> soFar =
                        calls.stream().filter(call -> call.at().isBefore(now)).toList();
                check(
                        story + " as of " + now,
                        windows(without.with(soFar, excluded), without.with(soFar, List.of()), period, now),
                        evaluate(of, contract, soFar, now, past, applied(kpi, soFar, excluded)),
                        contract);
            }
        }
    }

    private static Map<Window, Value> windows(
            ReferenceWindows reference, ReferenceWindows without, Days period, Instant now) {
        Map<Window, Value> windows = new LinkedHashMap<>();
        for (Window window : reference.windows(period)) {
            windows.put(window, reference.value(window.days(), now, without));
        }
        return windows;
    }

    private static void check(String story, Map<Window, Value> windows, Evaluation evaluation, RandomWindows contract) {
        List<KpiResult> results = evaluation.kpis();
        assertThat(results).as(story).hasSameSizeAs(windows.keySet());
        int parts = windows.values().stream().mapToInt(Value::all).sum();
        int at = 0;
        for (Map.Entry<Window, Value> each : windows.entrySet()) {
            KpiResult result = results.get(at++);
            Window window = each.getKey();
            Value value = each.getValue();
            String which = window + " of " + story;
            if (contract.terms().window() == null && contract.terms().last() == 0) {
                assertThat(result.window()).as(which).isNull();
            } else {
                assertThat(result.window().label()).as(which).isEqualTo(window.label());
                assertThat(result.window().startInclusive())
                        .as(which)
                        .isEqualTo(window.days().from());
                assertThat(result.window().endExclusive())
                        .as(which)
                        .isEqualTo(window.days().to());
            }
            assertThat(result.running() != null).as(which).isEqualTo(window.running());
            if (value.value() == null) {
                assertThat(result.value()).as(which).isNull();
                assertThat(result.targetState())
                        .as(which)
                        .isEqualTo(
                                value.excluded() ? KpiResult.TargetState.EXCLUDED : KpiResult.TargetState.NOT_MEASURED);
            } else {
                assertThat(result.value())
                        .as(which)
                        .isEqualByComparingTo(
                                contract.terms().rounding().decimals() < 0
                                        ? value.value().setScale(6, RoundingMode.HALF_UP)
                                        : value.value());
                if (contract.terms().parts() != null) {
                    assertThat(((Measure.OfParts) result.measure()).parts())
                            .as(which)
                            .isEqualTo(value.made());
                }
            }
            if (result.parts() != null) {
                assertThat(words(result.parts()))
                        .as(which)
                        .isEqualTo(value.listed().stream()
                                .map(part -> part.from() + " " + part.state() + " " + plain(part.value()))
                                .toList());
            } else if (value.listed() != null) {
                assertThat(parts).as(which).isGreaterThan(KpiResult.MOST_PARTS);
            }
        }
    }

    private static List<String> words(List<KpiResult.Part> parts) {
        return parts.stream()
                .map(part -> part.startInclusive() + " "
                        + switch (part.state()) {
                            case MET -> "met";
                            case MISSED -> "missed";
                            case NO_TARGET -> "counted";
                            case NOT_MEASURED -> "not-measured";
                            case EXCLUDED -> "excluded";
                        }
                        + " " + plain(part.value()))
                .toList();
    }

    private static String plain(BigDecimal value) {
        return value == null
                ? "-"
                : value.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }

    private static void check(String story, Map<String, BigDecimal> expected, Evaluation evaluation) {
        Map<String, BigDecimal> lines = new LinkedHashMap<>();
        for (Line line : evaluation.lines()) {
            lines.put(line.key(), line.amount().amount());
            assertThat(SentenceAlone.redo(line.sentence()))
                    .as(line.sentence())
                    .isEqualByComparingTo(line.amount().amount());
        }
        assertThat(lines).as(story).containsExactlyEntriesOf(expected);
    }

    private static Evaluation evaluate(
            AgreementPeriod of,
            RandomWindows contract,
            List<Call> calls,
            Instant asOf,
            List<PastPeriod> past,
            List<AppliedExclusion> exclusions) {
        ContractDays days = new ContractDays(
                contract.terms().from(),
                contract.terms().end(),
                contract.terms().hours() == null
                        ? Map.of()
                        : Map.of("NL", new TreeSet<>(contract.terms().hours().closed())));
        CountsOverTime counts = counts(calls);
        return AgreementEvaluator.evaluate(
                of.agreement(),
                of.period(),
                days,
                Map.of("level", asOf == null ? counts : counts.asOf(asOf)),
                past,
                exclusions);
    }

    private static CountsOverTime counts(List<Call> calls) {
        TreeMap<Instant, List<Call>> byMoment =
                calls.stream().collect(Collectors.groupingBy(Call::at, TreeMap::new, Collectors.toList()));
        return spans -> list(spans.stream()
                .flatMap(span ->
                        byMoment.subMap(span.startInclusive(), true, span.endExclusive(), false).values().stream())
                .flatMap(List::stream)
                .toList());
    }

    private static ContactList list(List<Call> calls) {
        return ContactList.of(calls.stream()
                .map(call -> ContactList.contact(
                        switch (call.outcome()) {
                            case "answered" -> Outcome.ANSWERED;
                            case "abandoned" -> Outcome.ABANDONED;
                            default -> Outcome.OVERFLOWED;
                        },
                        Integer.toString(call.seconds()),
                        1))
                .toArray(ContactList.Contact[]::new));
    }

    /** What two exclusions take out, the first one takes out. */
    private static List<AppliedExclusion> applied(Kpi kpi, List<Call> calls, List<Excluded> excluded) {
        List<AppliedExclusion> applied = new ArrayList<>();
        List<Call> left = new ArrayList<>(calls);
        for (Excluded each : excluded) {
            TreeMap<Instant, List<Call>> taken = left.stream()
                    .filter(call -> each.holds(call.at()))
                    .collect(Collectors.groupingBy(
                            call -> Instant.ofEpochSecond(
                                    Math.floorDiv(call.at().getEpochSecond(), 900) * 900),
                            TreeMap::new,
                            Collectors.toList()));
            left.removeIf(call -> each.holds(call.at()));
            List<LeftOut.Interval> intervals = taken.entrySet().stream()
                    .map(entry ->
                            new LeftOut.Interval(entry.getKey(), NamedCounts.of(kpi.metric(), list(entry.getValue()))))
                    .toList();
            applied.add(new AppliedExclusion(
                    new Exclusion(
                            "ex-" + applied.size(),
                            "random",
                            ExclusionKind.CLIENT_SYSTEM_DOWN,
                            "Down",
                            each.from(),
                            each.to(),
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(new TermEntry(TermStatus.APPROVED, "buyer", each.to(), null))),
                    intervals.isEmpty() ? List.of() : List.of(new LeftOut(kpi.id(), intervals))));
        }
        return applied;
    }
}
