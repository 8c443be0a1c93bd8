package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.metric.ContactList;
import sla.evaluator.metric.NamedCounts;
import sla.evaluator.rule.ReferenceContract.Calls;
import sla.evaluator.rule.ReferenceContract.Given;
import sla.evaluator.testing.Evaluated;
import sla.model.agreement.Kpi;
import sla.model.agreement.LookedAt;
import sla.model.evaluation.AppliedExclusion;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.LeftOut;
import sla.model.evaluation.Line;
import sla.model.evaluation.PastPeriod;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/**
 * All that looks back, at once, in contracts whose versions cut months and call things otherwise, with calls that
 * exclusions take out: beside {@link ReferenceContract}.
 */
class RandomContractTest {
    /** Calls of a period that all waited the same, and others that an exclusion may take out. */
    record Traffic(int calls, int seconds, int others, int otherSeconds, boolean excluded) {
        static Traffic next(Random random) {
            return new Traffic(
                    random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(20),
                    15 + random.nextInt(25),
                    random.nextInt(6),
                    20 + random.nextInt(60),
                    random.nextInt(3) == 0);
        }

        Calls left() {
            return excluded ? new Calls(calls, (long) calls * seconds, calls == 0) : all();
        }

        Calls all() {
            return new Calls(calls + others, (long) calls * seconds + (long) others * otherSeconds, false);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPeriodIsWhatTheWholeHistoryGives(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 25; i++) {
            RandomContract contract = new RandomContract(random);
            List<Traffic> traffic = new ArrayList<>();
            contract.periods().forEach(_ -> traffic.add(Traffic.next(random)));
            List<Evaluation> chain = monthByMonth(contract, traffic);
            check("seed " + seed + ", contract " + i, contract, traffic, chain);
            assertThat(printed(allAtOnce(contract, traffic))).isEqualTo(printed(chain));

            // A late change: whoever goes on only while what others look back on has changed comes to the same.
            int changed = random.nextInt(traffic.size());
            traffic.set(changed, Traffic.next(random));
            List<Evaluation> cascade = cascade(contract, traffic, chain, changed);
            check("seed " + seed + ", contract " + i + " changed", contract, traffic, cascade);
            assertThat(printed(cascade)).isEqualTo(printed(monthByMonth(contract, traffic)));
        }
    }

    static Evaluation evaluate(RandomContract contract, List<Traffic> traffic, int at, List<PastPeriod> past) {
        AgreementPeriod of = contract.periods().get(at);
        Traffic own = traffic.get(at);
        Kpi kpi = of.agreement().kpis().getFirst();
        ContactList others = own.others() == 0 ? ContactList.NONE : contacts(own.otherSeconds(), own.others());
        ContactList all =
                own.calls() == 0 ? others : contacts(own.seconds(), own.calls()).plus(others);
        List<AppliedExclusion> exclusions = !own.excluded()
                ? List.of()
                : List.of(new AppliedExclusion(
                        exclusion(of.period().startInclusive(), of.period().endExclusive()),
                        List.of(new LeftOut(
                                kpi.id(),
                                List.of(new LeftOut.Interval(
                                        of.period().startInclusive(), NamedCounts.of(kpi.metric(), others)))))));
        return AgreementEvaluator.evaluate(
                of.agreement(), of.period(), of.contractDays(), Map.of(kpi.id(), _ -> all), past, exclusions);
    }

    private static ContactList contacts(int wait, int times) {
        return ContactList.of(ContactList.contact(Outcome.ANSWERED, Integer.toString(wait), times));
    }

    private static Exclusion exclusion(Instant from, Instant to) {
        return new Exclusion(
                "outage",
                "random",
                ExclusionKind.CLIENT_SYSTEM_DOWN,
                "Down",
                from,
                to,
                List.of(),
                List.of(),
                List.of(),
                List.of(new TermEntry(TermStatus.APPROVED, "buyer", from, null)));
    }

    /** Each period is given no more of the past than its document looks back on, as it is printed. */
    private static List<Evaluation> monthByMonth(RandomContract contract, List<Traffic> traffic) {
        List<Evaluation> chain = new ArrayList<>();
        for (int at = 0; at < traffic.size(); at++) {
            chain.add(next(contract, traffic, at, chain));
        }
        return chain;
    }

    private static Evaluation next(RandomContract contract, List<Traffic> traffic, int at, List<Evaluation> before) {
        List<PastPeriod> past = Evaluated.kept(
                contract.periods().get(at), before.stream().map(PastPeriod::of).toList());
        List<PastPeriod> read =
                past.stream().map(each -> read(printed(each), PastPeriod.class)).toList();
        return Scenario.printed(evaluate(contract, traffic, at, read));
    }

    /** Nothing is printed, and all of the past is there. */
    private static List<Evaluation> allAtOnce(RandomContract contract, List<Traffic> traffic) {
        List<Evaluation> chain = new ArrayList<>();
        List<PastPeriod> past = new ArrayList<>();
        for (int at = 0; at < traffic.size(); at++) {
            chain.add(evaluate(contract, traffic, at, past));
            past.add(PastPeriod.of(chain.getLast()));
        }
        return chain;
    }

    private static List<Evaluation> cascade(
            RandomContract contract, List<Traffic> traffic, List<Evaluation> old, int changed) {
        LookedAt looked = looked(contract);
        List<Evaluation> cascade = new ArrayList<>(old);
        boolean pastChanged = false;
        for (int at = changed; at < traffic.size() && (at == changed || pastChanged); at++) {
            PastPeriod before = PastPeriod.of(cascade.get(at)).keep(looked);
            cascade.set(at, next(contract, traffic, at, cascade.subList(0, at)));
            pastChanged |= !before.equals(PastPeriod.of(cascade.get(at)).keep(looked));
        }
        return cascade;
    }

    /** What any version looks at. */
    static LookedAt looked(RandomContract contract) {
        return contract.periods().stream()
                .map(each -> LookedAt.of(each.agreement()))
                .reduce(LookedAt::and)
                .orElseThrow();
    }

    private static void check(String which, RandomContract contract, List<Traffic> traffic, List<Evaluation> chain) {
        check(which, contract, traffic, chain, _ -> true);
    }

    /** @param isNew whether a period tells what it would be without exclusions with the earlier periods as they stand */
    static void check(
            String which, RandomContract contract, List<Traffic> traffic, List<Evaluation> chain, IntPredicate isNew) {
        List<Calls> left = new ArrayList<>(traffic.stream().map(Traffic::left).toList());
        List<Given> expected = ReferenceContract.of(contract.terms(), contract.pieces(), left);
        for (int at = 0; at < chain.size(); at++) {
            String story = "%s: period %d of %s, %s".formatted(which, at, traffic, contract);
            check(story, contract, at, expected.get(at), chain.get(at));
            chain.get(at).lines().forEach(line -> pointsBack(story, line, chain));
            if (traffic.get(at).excluded() && isNew.test(at)) {
                Calls with = left.set(at, traffic.get(at).all());
                Given without = ReferenceContract.of(contract.terms(), contract.pieces(), left)
                        .get(at);
                left.set(at, with);
                Evaluation.WithoutExclusions told = chain.get(at).withoutExclusions();
                assertThat(told.bonus().amount()).as(story).isEqualByComparingTo(without.sum(1));
                assertThat(told.malus().amount()).as(story).isEqualByComparingTo(without.sum(-1));
            }
        }
    }

    private static void check(String story, RandomContract contract, int at, Given expected, Evaluation evaluation) {
        int version = contract.pieces().get(at).version();
        Map<String, BigDecimal> lines = new LinkedHashMap<>();
        expected.lines.forEach((line, amount) -> lines.put(contract.key(line, version), amount.setScale(2)));
        Map<String, BigDecimal> given = new LinkedHashMap<>();
        for (Line line : evaluation.lines()) {
            assertThat(given.put(line.key(), line.amount().amount()))
                    .as(line.key())
                    .isNull();
            assertThat(SentenceAlone.redo(line.sentence()))
                    .as(line.sentence())
                    .isEqualByComparingTo(line.amount().amount());
            if (line.points() != null) {
                assertThat(line.points()).as(story).isEqualByComparingTo(BigDecimal.valueOf(expected.points));
            }
            if (line.balance() != null) {
                assertThat(line.balance().closing().amount()).as(story).isEqualByComparingTo(expected.closing);
            }
        }
        assertThat(given).as(story).containsExactlyEntriesOf(lines);
        assertThat(evaluation.alerts().stream().map(each -> each.raised()))
                .as(story)
                .isEqualTo(expected.alerts);
    }

    /** What an earn-back is about is there under the id by which it was printed. */
    private static void pointsBack(String story, Line line, List<Evaluation> chain) {
        if (line.origin() != null) {
            assertThat(chain)
                    .filteredOn(each -> each.period().equals(line.origin().period()))
                    .flatMap(Evaluation::lines)
                    .filteredOn(each -> each.key().equals(line.origin().line()))
                    .as(story)
                    .extracting(each -> each.amount().amount().negate())
                    .containsExactly(line.origin().cost().amount());
        }
    }

    static String printed(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return Json.MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
