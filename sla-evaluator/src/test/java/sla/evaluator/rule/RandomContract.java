package sla.evaluator.rule;

import static sla.evaluator.testing.Contracts.read;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.agreement.AgreementVersions;
import sla.evaluator.rule.ReferenceContract.Back;
import sla.evaluator.rule.ReferenceContract.Bank;
import sla.evaluator.rule.ReferenceContract.CapTerms;
import sla.evaluator.rule.ReferenceContract.Count;
import sla.evaluator.rule.ReferenceContract.Gate;
import sla.evaluator.rule.ReferenceContract.Over;
import sla.evaluator.rule.ReferenceContract.Piece;
import sla.evaluator.rule.ReferenceContract.RampUp;
import sla.evaluator.rule.ReferenceContract.Repeat;
import sla.evaluator.rule.ReferenceContract.Terms;
import sla.evaluator.rule.ReferenceContract.Version;
import sla.model.agreement.Agreement;

/**
 * A contract of up to three versions drawn from a seed, with all that looks back at once: repeated failures, points over
 * periods, ladders, gates on history, a bank, an earn-back, caps, a ramp-up, shares of other periods' charges and alerts.
 * Versions may begin within a period, have periods of another length, and call any part otherwise.
 */
final class RandomContract {
    static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final Map<Integer, String> SPANS =
            Map.of(0, "contract", 1, "period", 3, "quarter", 6, "half-year", 12, "year");

    private final Random random;
    private final Terms terms;
    private final List<AgreementPeriod> periods;

    /** The ids of each version by the names that the reference has. */
    private final List<Map<String, String>> ids = new ArrayList<>();

    RandomContract(Random random) {
        this.random = random;
        int months = 10 + random.nextInt(18);
        int rampUpMonths = random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(6);
        List<Version> versions = new ArrayList<>();
        LocalDate from = FIRST;
        for (int i = random.nextInt(3); i >= 0; i--) {
            versions.add(version(from, rampUpMonths, versions.isEmpty() ? null : versions.getLast()));
            LocalDate next = from.plusMonths(random.nextInt(6)).plusDays(random.nextInt(4) * 10);
            from = next.isAfter(from) ? next : from.plusMonths(2);
            if (!from.isBefore(FIRST.plusMonths(months))) {
                break;
            }
        }
        terms = terms(months, versions, rampUpMonths > 0);
        List<Agreement> documents = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            ids.add(new HashMap<>());
            documents.add(read(document(i)));
        }
        ZoneId zone = documents.getFirst().zone();
        periods = new AgreementVersions("random", documents)
                .begun(FIRST.plusMonths(months).minusDays(1).atStartOfDay(zone).toInstant());
    }

    Terms terms() {
        return terms;
    }

    List<AgreementPeriod> periods() {
        return periods;
    }

    /** The same for the reference. */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        LocalDate wholeStart = null;
        LocalDate wholeEnd = null;
        int there = 0;
        for (AgreementPeriod each : periods) {
            ZoneId zone = each.agreement().zone();
            LocalDate first = each.period().firstDay(zone);
            int days = (int) (each.period().endDay(zone).toEpochDay() - first.toEpochDay());
            int version = each.agreement().version() - 1;
            LocalDate start = start(version, first);
            LocalDate end = first.plusDays(1);
            while (start(version, end).equals(start)) {
                end = end.plusDays(1);
            }
            boolean goesOn = start.equals(wholeStart) && end.equals(wholeEnd);
            there = goesOn ? there + days : days;
            int number = pieces.isEmpty() ? 0 : pieces.getLast().number() + (goesOn ? 0 : 1);
            int of = (int) (end.toEpochDay() - start.toEpochDay());
            pieces.add(new Piece(number, first, start, version, days, of, there == of));
            wholeStart = start;
            wholeEnd = end;
        }
        return pieces;
    }

    private LocalDate start(int version, LocalDate day) {
        Version own = terms.versions().get(version);
        return start(own.halves(), own.startDay(), day);
    }

    /** {@code late-2@2025-03} for {@code late@2}, which is about the third period. */
    String key(String line, int version) {
        int at = line.indexOf('@');
        return at < 0
                ? ids.get(version).get(line)
                : ids.get(version).get(line.substring(0, at))
                        + (line.startsWith("owed") ? "@owed-" : "@")
                        + periods.get(Integer.parseInt(line.substring(at + 1))).label();
    }

    /** As often as not with periods of another length than the one before. */
    private Version version(LocalDate from, int rampUpMonths, Version before) {
        boolean moved = before == null || random.nextBoolean();
        boolean halves = moved ? random.nextInt(4) == 0 : before.halves();
        int startDay = moved ? oneOf(List.of(1, 1, 6, 11, 22)) : before.startDay();
        LocalDate until =
                start(halves, startDay, FIRST.plusMonths(rampUpMonths)).minusDays(1);
        return new Version(
                from,
                1 + random.nextInt(3),
                1_000 + random.nextInt(200_000),
                halves,
                startDay,
                rampUpMonths == 0 || until.isBefore(from) ? null : until);
    }

    /** Where the period begins that holds a day: a half month is over after 15 days. */
    private static LocalDate start(boolean halves, int startDay, LocalDate of) {
        LocalDate month = of;
        while (month.getDayOfMonth() != startDay) {
            month = month.minusDays(1);
        }
        return halves && !of.isBefore(month.plusDays(15)) ? month.plusDays(15) : month;
    }

    private Terms terms(int months, List<Version> versions, boolean rampUp) {
        Bank bank = random.nextInt(3) == 0
                ? null
                : new Bank(
                        oneOf(List.of(List.of("failure", "fast"), List.of("failure"), List.of("fast"))),
                        oneOf(List.of(0, 1, 3, 6, 12)),
                        month(),
                        oneOf(List.of("paid", "carried", "forgiven")));
        List<String> paying = new ArrayList<>(List.of("credit", "failure", "late", "fast", "ladder", "share"));
        if (bank != null) {
            paying.removeAll(bank.rules());
        }
        String of = oneOf(paying.stream().filter(rule -> !rule.equals("fast")).toList());
        List<String> against = Stream.concat(paying.stream(), Stream.of("owed"))
                .filter(rule -> !rule.equals("fast") && random.nextInt(3) == 0)
                .toList();
        Back back = random.nextInt(3) == 0
                ? null
                : new Back(
                        of,
                        new BigDecimal(oneOf(List.of("50", "33.3", "12.5", "99"))),
                        1 + random.nextInt(4),
                        List.of("credit", "ladder").contains(of) || random.nextBoolean() ? 25 + random.nextInt(5) : 30,
                        against,
                        against.isEmpty() ? 0 : random.nextInt(6));
        List<String> capped = new ArrayList<>(paying);
        capped.add("owed");
        if (bank != null) {
            capped.add("bank");
        }
        if (back != null) {
            capped.add("back");
        }
        List<CapTerms> caps = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            caps.add(new CapTerms(
                    random.nextInt(3) == 0,
                    oneOf(List.of(0, 1, 3, 12)),
                    month(),
                    random.nextInt(random.nextBoolean() ? 500_000 : 50_000),
                    random.nextInt(3) == 0
                            ? List.of()
                            : capped.stream().filter(_ -> random.nextBoolean()).toList()));
        }
        String gate = oneOf(List.of("none", "none", "periods", "points", caps.isEmpty() ? "points" : "cap"));
        return new Terms(
                versions,
                months,
                random.nextBoolean(),
                random.nextBoolean() ? null : repeat(),
                random.nextBoolean() ? null : repeat(),
                new Over(
                        oneOf(List.of("none", "grows", "ends", "last")),
                        1 + random.nextInt(12),
                        month(),
                        2 + random.nextInt(14)),
                count(),
                new Gate(gate, count(), 2 + random.nextInt(14), 1 + random.nextInt(7)),
                bank,
                back,
                caps,
                !rampUp
                        ? null
                        : new RampUp(
                                List.of("severity", "credit", "failure", "late", "ladder", "share", "owed").stream()
                                        .filter(_ -> random.nextBoolean())
                                        .toList()),
                1 + random.nextInt(5));
    }

    private int month() {
        return 1 + random.nextInt(12);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private Repeat repeat() {
        List<Integer> times = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            times.add(random.nextInt(4));
        }
        return new Repeat(random.nextBoolean() ? 0 : 2 + random.nextInt(14), times);
    }

    private Count count() {
        int back = random.nextInt(3) - 1;
        return new Count(
                oneOf(List.of("missed", "met", "atMost")),
                25 + random.nextInt(20),
                back == 1 ? 2 + random.nextInt(14) : back,
                month());
    }

    /** The id of a part in a version, and behind it the ids that it had in earlier ones. */
    private String id(int version, String name) {
        String id = name + oneOf(List.of("", "", "-2", "-3"));
        Set<String> former = new LinkedHashSet<>();
        for (int earlier = version - 1; earlier >= 0; earlier--) {
            former.add(ids.get(earlier).get(name));
        }
        former.remove(id);
        ids.get(version).put(name, id);
        return "id: " + id + (former.isEmpty() ? "" : ", formerly: " + former);
    }

    private String named(int version, List<String> names) {
        return names.stream().map(ids.get(version)::get).toList().toString();
    }

    private String document(int version) {
        Version own = terms.versions().get(version);
        String kpi = "kpis: [{" + id(version, "asa")
                + ", title: Answer, lot: all, metric: {type: average-speed-of-answer}, target: {atMost: 30}}]\n";
        String asa = ids.get(version).get("asa");
        String service = id(version, "service");
        String charge = ids.get(version).get("service");
        // Rules that name one another take their ids first.
        Map<String, String> rule = new HashMap<>();
        for (String name : List.of(
                "severity",
                "credit",
                "failure",
                "late",
                "fast",
                "ladder",
                "share",
                "owed",
                "bank",
                "back",
                "cap-0",
                "cap-1",
                "cap-2")) {
            rule.put(name, id(version, name));
        }
        StringBuilder rules = new StringBuilder("rules:\n");
        rule(rules, rule.get("severity"), """
                shape: points, kpi: %s, tiers: [{above: 30, atMost: 45, points: 1}, {above: 45, points: 3}], otherwise: 0%s""".formatted(asa, repeats(terms.severity())));
        rule(rules, rule.get("credit"), credit(named(version, List.of("severity"))));
        rule(rules, rule.get("failure"), """
                shape: tiers, kpi: %s, tiers: [{above: 30, atMost: 45, amount: %s}, {above: 45, amount: %s}], otherwise: 0%s%s""".formatted(
                        asa,
                        new BigDecimal("-100.50").multiply(BigDecimal.valueOf(own.price())),
                        new BigDecimal("-300.33").multiply(BigDecimal.valueOf(own.price())),
                        repeats(terms.failure()),
                        gate(version)));
        rule(
                rules,
                rule.get("late"),
                "shape: tiers, kpi: " + asa + ", tiers: [{above: 40, amount: -77.77}], otherwise: 0");
        rule(
                rules,
                rule.get("fast"),
                "shape: tiers, kpi: " + asa + ", tiers: [{atMost: 25, amount: 150.07}], otherwise: 0");
        rule(
                rules,
                rule.get("ladder"),
                "shape: linear, periods: " + periods(version, terms.ladder()) + ", when: {kpi: " + asa
                        + ", target: missed}, above: {edge: 0, amount: -7}");
        rule(
                rules,
                rule.get("share"),
                "shape: tiers, kpi: " + asa + ", tiers: [{above: 30, percent: -10, of: last}], otherwise: 0");
        rule(
                rules,
                rule.get("owed"),
                "shape: tiers, kpi: " + asa + ", tiers: [{above: 45, percent: -5, of: next}], otherwise: 0");
        if (terms.bank() != null) {
            rule(
                    rules,
                    rule.get("bank"),
                    "shape: bank, rules: %s, payOut: {%s}, negative: %s"
                            .formatted(
                                    named(version, terms.bank().rules()),
                                    per(terms.bank().span(), terms.bank().startMonth()),
                                    terms.bank().negative()));
        }
        if (terms.back() != null) {
            rule(rules, rule.get("back"), back(version, asa, terms.back()));
        }
        for (int i = 0; i < terms.caps().size(); i++) {
            CapTerms cap = terms.caps().get(i);
            rules.append(i == 0 ? "caps:\n" : "");
            rule(
                    rules,
                    rule.get("cap-" + i),
                    "ledger: %s, %s, amount: %s%s"
                            .formatted(
                                    cap.bonus() ? "bonus" : "malus",
                                    per(cap.span(), cap.startMonth()),
                                    BigDecimal.valueOf(cap.cents(), 2),
                                    cap.rules().isEmpty() ? "" : ", rules: " + named(version, cap.rules())));
        }
        RampUp rampUp = terms.rampUp();
        return """
                agreement: random
                version: %d
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: vendor, legalName: Vendor}
                effectiveFrom: %s
                %s
                split: true
                period: {every: %s, startDay: %d}
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All}]
                """.formatted(
                        version + 1,
                        own.from(),
                        terms.ends()
                                ? "effectiveTo: "
                                        + FIRST.plusMonths(terms.months()).minusDays(1)
                                : "",
                        own.halves() ? "half-month" : "month",
                        own.startDay())
                + kpi
                + "charges: [{" + service + ", title: Service, amount: " + BigDecimal.valueOf(own.charge(), 2) + "}]\n"
                + "bases:\n  - {id: last, title: Last, charges: [" + charge + "], period: previous}\n"
                + "  - {id: next, title: Next, charges: [" + charge + "], period: next}\n"
                + rules
                + alerts(version)
                + (own.rampUpUntil() == null
                        ? ""
                        : "relief: [{id: start, kind: ramp-up, until: " + own.rampUpUntil()
                                + (rampUp.rules().isEmpty() ? "" : ", rules: " + named(version, rampUp.rules()))
                                + "}]\n");
    }

    private static void rule(StringBuilder rules, String id, String what) {
        rules.append("  - {").append(id).append(", ").append(what).append("}\n");
    }

    private String credit(String severity) {
        Over over = terms.over();
        if (over.kind().equals("none")) {
            return "shape: linear, total: " + severity + ", above: {edge: 0, amount: -100}";
        }
        String span = "every: year, startMonth: " + over.startMonth();
        return "shape: bands, total: %s, over: {%s}, bands: [{upTo: %d, amount: 0}, {amount: -3}]"
                .formatted(
                        severity,
                        switch (over.kind()) {
                            case "grows" -> span + ", pays: as-it-grows";
                            case "ends" -> span;
                            default -> "last: " + over.last();
                        },
                        over.free());
    }

    private static String repeats(Repeat repeat) {
        return repeat == null
                ? ""
                : ", repeats: {%s, times: %s}"
                        .formatted(repeat.last() == 0 ? "inARow: true" : "last: " + repeat.last(), repeat.times());
    }

    private String gate(int version) {
        Gate gate = terms.gate();
        return switch (gate.kind()) {
            case "periods" ->
                ", when: {not: {periods: " + periods(version, gate.count()) + ", atLeast: " + gate.limit() + "}}";
            case "points" ->
                ", when: {points: " + named(version, List.of("severity")) + ", last: " + gate.last() + ", atMost: "
                        + gate.limit() + "}";
            case "cap" ->
                ", when: {cap: " + ids.get(version).get("cap-0") + ", last: " + gate.last() + ", atMost: "
                        + gate.limit() + "}";
            default -> "";
        };
    }

    private String periods(int version, Count count) {
        return "{kpi: %s, %s, %s}"
                .formatted(
                        ids.get(version).get("asa"),
                        count.what().equals("atMost") ? "atMost: " + count.bound() : "target: " + count.what(),
                        count.back() == 0
                                ? "inARow: true"
                                : count.back() < 0
                                        ? "every: year, startMonth: " + count.startMonth()
                                        : "last: " + count.back());
    }

    private String back(int version, String asa, Back back) {
        return "shape: earn-back, rule: %s, sharePercent: %s, after: %d%s%s%s"
                .formatted(
                        ids.get(version).get(back.of()),
                        back.sharePercent(),
                        back.after(),
                        back.good() == 30 ? "" : ", each: {kpi: " + asa + ", atMost: " + back.good() + "}",
                        back.against().isEmpty() ? "" : ", against: " + named(version, back.against()),
                        back.expiresAfter() == 0 ? "" : ", expiresAfter: " + back.expiresAfter());
    }

    private String alerts(int version) {
        List<String> alerts = new ArrayList<>(List.of(
                "{periods: " + periods(version, terms.gate().count()) + ", atLeast: LEAST}",
                "{points: " + named(version, List.of("severity")) + ", last: "
                        + terms.gate().last() + ", atLeast: LEAST}"));
        if (!terms.caps().isEmpty()) {
            alerts.add("{cap: " + ids.get(version).get("cap-0") + ", last: "
                    + terms.gate().last() + ", atLeast: LEAST}");
        }
        return alerts.stream()
                .map(when -> "{id: a-" + alerts.indexOf(when) + ", title: Right, when: "
                        + when.replace("LEAST", String.valueOf(terms.alertAt())) + '}')
                .collect(Collectors.joining(", ", "alerts: [", "]\n"));
    }

    private static String per(int span, int startMonth) {
        return "per: " + SPANS.get(span) + (span > 1 ? ", startMonth: " + startMonth : "");
    }

    @Override
    public String toString() {
        return terms + ", " + ids;
    }
}
