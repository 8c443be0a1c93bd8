package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sla.model.json.Json;
import sla.model.number.Ratio;

class GateReachTest {
    /** Beyond the highest bound that is drawn, one value is like another. */
    private static final int HIGHEST = 8;

    private static final ObjectNode WHOLE_SECONDS = (ObjectNode) Example.tree().at("/kpis/0");

    /** Two KPIs in whole seconds, tried with every value and with none. */
    @Test
    void agreesWithTryingEveryValue() {
        long seed = 20260115;
        Random random = new Random(seed);
        Map<GateReach.Reach, Integer> seen = new EnumMap<>(GateReach.Reach.class);
        for (int i = 0; i < 4000; i++) {
            List<Kpi> kpis = List.of(kpi("a", random), kpi("b", random));
            Condition condition = condition(random, 3);
            GateReach.Reach reach = GateReach.of(agreement(kpis), condition);
            assertThat(reach).as("seed %d, %d: %s %s", seed, i, kpis, condition).isEqualTo(tried(kpis, condition));
            seen.merge(reach, 1, Integer::sum);
        }
        assertThat(seen).hasSize(3).allSatisfy((_, times) -> assertThat(times).isGreaterThan(50));
    }

    @Test
    void knowsGatesOfNineKpis() {
        List<Condition> all = new ArrayList<>(bounds(8));
        all.add(new Condition.Not(new Condition.AnyOf(List.of(above(8, 3), below(8, 3), atMost(8, 3)))));
        assertThat(GateReach.of(agreement(kpis(9)), new Condition.AllOf(all))).isEqualTo(GateReach.Reach.NEVER_OPEN);
    }

    @Test
    void knowsGatesThatAreNestedAsDeeplyAsDocumentsCanBe() {
        assertThat(FindingsTest.findings(nested(26)))
                .extracting(Finding::code)
                .containsExactly(FindingCode.GATE_NEVER_OPEN);
        assertThat(FindingsTest.findings(nested(1000)))
                .extracting(Finding::code)
                .containsExactly(FindingCode.TOO_DEEP);
    }

    private static String nested(int times) {
        String condition = "{\"not\":".repeat(times) + "{\"kpi\":\"asa\",\"below\":0}" + "}".repeat(times);
        ObjectNode document = Example.tree();
        Example.put(document, "/rules/0/when", new TextNode("here"));
        return Example.text(document).replace("\"here\"", condition);
    }

    @Test
    void saysNothingOfWhatIsTooLarge() {
        Condition impossible = below(0, 0);
        assertThat(GateReach.of(agreement(kpis(1)), impossible)).isEqualTo(GateReach.Reach.NEVER_OPEN);
        List<Condition> wide = new ArrayList<>(bounds(1000));
        wide.add(impossible);
        List<Condition> long40 = new ArrayList<>(bounds(40));
        long40.add(impossible);
        List<Condition> many = new ArrayList<>(
                IntStream.range(0, 20_000).mapToObj(i -> above(0, i)).toList());
        many.add(impossible);
        for (List<Condition> conditions : List.of(wide, long40, many)) {
            assertThat(GateReach.of(agreement(kpis(1000)), new Condition.AllOf(conditions)))
                    .isEqualTo(GateReach.Reach.DEPENDS);
        }
    }

    @Test
    void saysNothingOfWhatHasErrors() {
        Condition.OfKpi unknown = new Condition.OfKpi("nobody", null, null, BigDecimal.ZERO, null, null);
        Condition.OfKpi noTarget = new Condition.OfKpi("k0", null, null, null, null, Condition.TargetState.MET);
        for (Condition condition : List.of(unknown, noTarget)) {
            assertThat(GateReach.of(agreement(kpis(1)), condition)).isEqualTo(GateReach.Reach.DEPENDS);
        }
    }

    private static List<Condition> bounds(int kpis) {
        return IntStream.range(0, kpis).mapToObj(i -> above(i, 3)).toList();
    }

    private static Condition above(int kpi, int bound) {
        return new Condition.OfKpi("k" + kpi, BigDecimal.valueOf(bound), null, null, null, null);
    }

    private static Condition below(int kpi, int bound) {
        return new Condition.OfKpi("k" + kpi, null, null, BigDecimal.valueOf(bound), null, null);
    }

    private static Condition atMost(int kpi, int bound) {
        return new Condition.OfKpi("k" + kpi, null, null, null, BigDecimal.valueOf(bound), null);
    }

    private static GateReach.Reach tried(List<Kpi> kpis, Condition condition) {
        boolean opens = false;
        boolean shuts = false;
        for (Integer a : values()) {
            for (Integer b : values()) {
                Map<String, Integer> values = new HashMap<>();
                values.put("a", a);
                values.put("b", b);
                Boolean answer = answer(condition, kpis, values);
                opens |= Boolean.TRUE.equals(answer);
                shuts |= a != null && b != null && Boolean.FALSE.equals(answer);
            }
        }
        return !opens ? GateReach.Reach.NEVER_OPEN : shuts ? GateReach.Reach.DEPENDS : GateReach.Reach.ALWAYS_OPEN;
    }

    private static List<Integer> values() {
        return Stream.concat(IntStream.rangeClosed(0, HIGHEST).boxed(), Stream.of((Integer) null))
                .toList();
    }

    /** Null if it hangs on what is not measured. */
    private static Boolean answer(Condition condition, List<Kpi> kpis, Map<String, Integer> values) {
        return switch (condition) {
            case Condition.AllOf(List<Condition> all) -> decided(all, kpis, values, false);
            case Condition.AnyOf(List<Condition> any) -> decided(any, kpis, values, true);
            case Condition.Not(Condition not) -> {
                Boolean answer = answer(not, kpis, values);
                yield answer == null ? null : !answer;
            }
            case Condition.OfKpi question -> {
                Kpi kpi = kpis.get(question.kpi().equals("a") ? 0 : 1);
                Integer value = values.get(question.kpi());
                if (question.target() == null) {
                    yield value == null ? null : question.band().contains(Ratio.of(value));
                }
                Boolean met = value != null
                        ? (Boolean) kpi.target().met(Ratio.of(value))
                        : switch (kpi.notMeasured()) {
                            case NO_EFFECT -> null;
                            case MET -> true;
                            case FAILED -> false;
                        };
                yield met == null ? null : met == (question.target() == Condition.TargetState.MET);
            }
            case Condition.OfHistory _ -> throw new IllegalStateException("none is drawn");
        };
    }

    private static Boolean decided(
            List<Condition> conditions, List<Kpi> kpis, Map<String, Integer> values, boolean deciding) {
        List<Boolean> answers = Arrays.asList(
                conditions.stream().map(each -> answer(each, kpis, values)).toArray(Boolean[]::new));
        return answers.contains(deciding) ? (Boolean) deciding : answers.contains(null) ? null : (Boolean) !deciding;
    }

    private static Condition condition(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return question(random);
        }
        List<Condition> parts = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> condition(random, depth - 1))
                .toList();
        return switch (random.nextInt(3)) {
            case 0 -> new Condition.AllOf(parts);
            case 1 -> new Condition.AnyOf(parts);
            default -> new Condition.Not(parts.getFirst());
        };
    }

    private static Condition question(Random random) {
        String kpi = random.nextBoolean() ? "a" : "b";
        BigDecimal bound = bound(random);
        return switch (random.nextInt(6)) {
            case 0 -> new Condition.OfKpi(kpi, bound, null, null, null, null);
            case 1 -> new Condition.OfKpi(kpi, null, bound, null, null, null);
            case 2 -> new Condition.OfKpi(kpi, null, null, bound, null, null);
            case 3 -> new Condition.OfKpi(kpi, null, bound, null, bound.add(bound(random)), null);
            default ->
                new Condition.OfKpi(
                        kpi,
                        null,
                        null,
                        null,
                        null,
                        random.nextBoolean() ? Condition.TargetState.MET : Condition.TargetState.MISSED);
        };
    }

    /** 0, 0.5, 1, … 4. */
    private static BigDecimal bound(Random random) {
        return BigDecimal.valueOf(5L * random.nextInt(9), 1);
    }

    private static List<Kpi> kpis(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kpi("k" + i, null, Kpi.NotMeasured.NO_EFFECT))
                .toList();
    }

    private static Kpi kpi(String id, Random random) {
        BigDecimal bound = bound(random);
        return kpi(
                id,
                random.nextBoolean() ? new Target(null, null, null, bound) : new Target(bound, null, null, null),
                Kpi.NotMeasured.values()[random.nextInt(3)]);
    }

    private static Kpi kpi(String id, Target target, Kpi.NotMeasured notMeasured) {
        ObjectNode kpi = WHOLE_SECONDS.deepCopy();
        kpi.put("id", id).set("target", Json.MAPPER.valueToTree(target));
        kpi.set("notMeasured", Json.MAPPER.valueToTree(notMeasured));
        return Json.MAPPER.convertValue(kpi, Kpi.class);
    }

    private static Agreement agreement(List<Kpi> kpis) {
        return new Agreement(
                "gates",
                1,
                "Gates",
                new Agreement.Party("Buyer", null),
                new Agreement.Vendor("vendor", "Vendor", null),
                LocalDate.of(2026, 1, 1),
                null,
                ZoneId.of("UTC"),
                "EUR",
                null,
                null,
                List.of(),
                kpis,
                List.of(),
                List.of(),
                List.of());
    }
}
