package sla.evaluator.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a {@link RandomContract} gives, period by period from the first: by lists and decimals, with names that never change.
 * It shares nothing with the engine but what the documents say.
 */
final class ReferenceContract {
    /** @param back 0 for a row, -1 for the year, else so many months */
    record Count(String what, int bound, int back, int startMonth) {}

    /** @param last 0 for a row */
    record Repeat(int last, List<Integer> times) {}

    /** @param kind none, grows, ends or last */
    record Over(String kind, int free, int startMonth, int last) {}

    /** @param kind none, periods (fewer than the limit), points or cap (at most so many) */
    record Gate(String kind, Count count, int last, int limit) {}

    /** @param span months; 0 for the contract */
    record Bank(List<String> rules, int span, int startMonth, String negative) {}

    /** @param expiresAfter 0 for never */
    record Back(String of, BigDecimal sharePercent, int after, int good, List<String> against, int expiresAfter) {}

    /** @param span months; 0 for the contract */
    record CapTerms(boolean bonus, int span, int startMonth, int cents, List<String> rules) {}

    /** @param rules that it holds back; all if there are none */
    record RampUp(List<String> rules) {}

    /**
     * @param price by which the amounts of failures are multiplied
     * @param charge cents of each period
     * @param halves whether periods are half months
     * @param startDay of months
     * @param rampUpUntil its last day with a ramp-up, if there is one
     */
    record Version(LocalDate from, int price, int charge, boolean halves, int startDay, LocalDate rampUpUntil) {}

    record Terms(
            List<Version> versions,
            int months,
            boolean ends,
            Repeat severity,
            Repeat failure,
            Over over,
            Count ladder,
            Gate gate,
            Bank bank,
            Back back,
            List<CapTerms> caps,
            RampUp rampUp,
            int alertAt) {}

    /**
     * A period, or the part of one that a version covers.
     *
     * @param number of the whole period, counted from the first
     * @param whole where the whole period begins, or would
     * @param completes whether it is all there with this one
     */
    record Piece(int number, LocalDate first, LocalDate whole, int version, int days, int of, boolean completes) {}

    /** Calls and their seconds of waiting in sum; whether exclusions are why there are none. */
    record Calls(long number, long seconds, boolean excluded) {
        boolean measured() {
            return number > 0;
        }

        /** Whether they waited longer on average. */
        boolean above(long bound) {
            return measured() && seconds > bound * number;
        }

        boolean atMost(long bound) {
            return measured() && !above(bound);
        }
    }

    /** What an earn-back is about; {@code left} is null while it waits. */
    private record Open(int origin, BigDecimal cost, int periods, BigDecimal left) {}

    /** What one piece gave. */
    static final class Given {
        final Map<String, BigDecimal> lines = new LinkedHashMap<>();
        final List<Boolean> alerts = new ArrayList<>();
        int points;
        BigDecimal closing = BigDecimal.ZERO;
        private BigDecimal charge = BigDecimal.ZERO;
        private boolean leaves;
        private boolean severe;
        private boolean failed;
        private final TreeSet<Integer> reached = new TreeSet<>();
        private List<Open> open = List.of();

        BigDecimal sum(int sign) {
            return lines.values().stream()
                    .filter(each -> each.signum() == sign)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private final Terms terms;
    private final List<Piece> pieces;
    private final List<Calls> calls;
    private final List<Given> given = new ArrayList<>();
    private final Map<Integer, BigDecimal> usedNow = new HashMap<>();

    private ReferenceContract(Terms terms, List<Piece> pieces, List<Calls> calls) {
        this.terms = terms;
        this.pieces = pieces;
        this.calls = calls;
    }

    static List<Given> of(Terms terms, List<Piece> pieces, List<Calls> calls) {
        ReferenceContract reference = new ReferenceContract(terms, pieces, calls);
        for (int piece = 0; piece < pieces.size(); piece++) {
            reference.given.add(new Given());
            reference.piece(piece);
        }
        return reference.given;
    }

    private void piece(int at) {
        Piece piece = pieces.get(at);
        Given now = given.get(at);
        Calls own = calls.get(at);
        usedNow.clear();
        now.charge = part(piece, cents(terms.versions().get(piece.version()).charge()))
                .setScale(2, RoundingMode.HALF_UP);
        BigDecimal lastCharge = BigDecimal.ZERO;
        for (int before = 0; before < at; before++) {
            if (pieces.get(before).number() == piece.number() - 1) {
                lastCharge = lastCharge.add(given.get(before).charge);
                if (given.get(before).leaves) {
                    BigDecimal share = now.charge.multiply(new BigDecimal("-0.05"));
                    pay(at, "owed", "owed@" + before, part(pieces.get(before), share));
                }
            }
        }
        int severity = own.above(45) ? 3 : own.above(30) ? 1 : 0;
        now.severe = severity > 0 && !held(piece, "severity");
        now.points = now.severe ? severity * times(at, terms.severity(), each -> each.severe) : 0;
        now.lines.put("severity", BigDecimal.ZERO);
        credit(at);
        failure(at);
        pay(at, "late", part(piece, own.above(40) ? "-77.77" : "0"));
        pay(at, "fast", part(piece, own.atMost(25) ? "150.07" : "0"));
        int ladder = own.above(30) ? count(terms.ladder(), at) : 0;
        pay(at, "ladder", part(piece, BigDecimal.valueOf(-7L * ladder)));
        pay(at, "share", part(piece, own.above(30) ? lastCharge.multiply(new BigDecimal("-0.1")) : BigDecimal.ZERO));
        now.leaves = own.above(45) && !held(piece, "owed");
        now.lines.put("owed", BigDecimal.ZERO.setScale(2));
        if (terms.bank() != null) {
            bank(at);
        }
        if (terms.back() != null) {
            backs(at);
        }
        for (int cap = 0; cap < terms.caps().size(); cap++) {
            if (used(cap, at).compareTo(limit(cap, piece)) >= 0) {
                now.reached.add(cap);
            }
        }
        now.alerts.add(count(terms.gate().count(), at) >= terms.alertAt());
        now.alerts.add(points(piece.number() - terms.gate().last() + 1, at) >= terms.alertAt());
        if (!terms.caps().isEmpty()) {
            now.alerts.add(reached(at) >= terms.alertAt());
        }
    }

    private void credit(int at) {
        Piece piece = pieces.get(at);
        Over over = terms.over();
        int first = over.kind().equals("last")
                ? piece.number() - over.last() + 1
                : firstSince(since(at, 12, over.startMonth()));
        int all = points(first, at);
        switch (over.kind()) {
            case "none" -> pay(at, "credit", part(piece, BigDecimal.valueOf(-100L * given.get(at).points)));
            case "grows" -> pay(at, "credit", BigDecimal.valueOf(worth(all) - worth(points(first, at - 1))));
            case "ends" -> {
                if (endsSpan(at, 12, over.startMonth())) {
                    pay(at, "credit", BigDecimal.valueOf(worth(all)));
                }
            }
            default -> pay(at, "credit", part(piece, BigDecimal.valueOf(worth(all))));
        }
    }

    private int worth(int points) {
        return -3 * Math.max(0, points - terms.over().free());
    }

    private void failure(int at) {
        Piece piece = pieces.get(at);
        Calls own = calls.get(at);
        Gate gate = terms.gate();
        boolean open = switch (gate.kind()) {
            case "periods" -> count(gate.count(), at) < gate.limit();
            case "points" -> points(piece.number() - gate.last() + 1, at) <= gate.limit();
            case "cap" -> reached(at) <= gate.limit();
            default -> true;
        };
        given.get(at).failed = own.above(30) && open && !held(piece, "failure");
        BigDecimal amount = BigDecimal.ZERO;
        if (given.get(at).failed) {
            amount = new BigDecimal(own.above(45) ? "-300.33" : "-100.50")
                    .multiply(BigDecimal.valueOf(
                            terms.versions().get(piece.version()).price()))
                    .multiply(BigDecimal.valueOf(times(at, terms.failure(), each -> each.failed)));
        }
        pay(at, "failure", part(piece, amount));
    }

    private void bank(int at) {
        Bank bank = terms.bank();
        BigDecimal balance = at == 0 ? BigDecimal.ZERO : given.get(at - 1).closing;
        for (String rule : bank.rules()) {
            balance = balance.add(given.get(at).lines.get(rule));
            given.get(at).lines.put(rule, BigDecimal.ZERO);
        }
        boolean last = terms.ends() && at == pieces.size() - 1;
        boolean due = last || bank.span() == 1 || (bank.span() > 1 && endsSpan(at, bank.span(), bank.startMonth()));
        boolean stays = !due || (balance.signum() < 0 && bank.negative().equals("carried") && !last);
        boolean forgiven = balance.signum() < 0 && bank.negative().equals("forgiven");
        given.get(at).closing = stays ? balance : BigDecimal.ZERO;
        pay(at, "bank", stays || forgiven ? BigDecimal.ZERO : balance);
    }

    private void backs(int at) {
        Back back = terms.back();
        int number = pieces.get(at).number();
        List<Open> open = new ArrayList<>(at == 0 ? List.of() : given.get(at - 1).open);
        boolean firstPart = at == 0 || pieces.get(at - 1).number() != number;
        for (int before = 0; before < at && firstPart; before++) {
            BigDecimal cost = given.get(before).lines.getOrDefault(back.of(), BigDecimal.ZERO);
            if (pieces.get(before).number() == number - 1 && cost.signum() < 0) {
                open.add(new Open(before, cost.negate(), 0, null));
            }
        }
        boolean whole = pieces.get(at).completes();
        List<Open> still = new ArrayList<>();
        Map<String, BigDecimal> malus = new LinkedHashMap<>();
        given.get(at).lines.forEach((line, amount) -> {
            if (back.against().contains(line.replaceFirst("@.*", ""))) {
                malus.put(line, amount.negate().max(BigDecimal.ZERO));
            }
        });
        for (Open each : open) {
            String line = "back@" + each.origin();
            if (each.left() != null) {
                BigDecimal use = BigDecimal.ZERO;
                for (Map.Entry<String, BigDecimal> own : malus.entrySet()) {
                    BigDecimal part = own.getValue().min(each.left().subtract(use));
                    use = use.add(part);
                    own.setValue(own.getValue().subtract(part));
                }
                pay(at, "back", line, use);
                Open next = new Open(
                        each.origin(),
                        each.cost(),
                        each.periods() + (whole ? 1 : 0),
                        each.left().subtract(use));
                boolean lapsed = back.expiresAfter() > 0 && next.periods() >= back.expiresAfter();
                if (next.left().signum() > 0 && !lapsed) {
                    still.add(next);
                }
                continue;
            }
            if (calls.get(at).excluded()) {
                pay(at, "back", line, BigDecimal.ZERO);
                still.add(each);
                continue;
            }
            int good = each.periods() + (whole ? 1 : 0);
            BigDecimal share = each.cost().multiply(back.sharePercent()).movePointLeft(2);
            boolean granted = calls.get(at).atMost(back.good()) && good >= back.after();
            pay(at, "back", line, granted && back.against().isEmpty() ? share : BigDecimal.ZERO);
            if (granted && !back.against().isEmpty() && rounded(share).signum() > 0) {
                still.add(new Open(each.origin(), each.cost(), 0, rounded(share)));
            } else if (calls.get(at).atMost(back.good()) && !granted) {
                still.add(new Open(each.origin(), each.cost(), good, null));
            }
        }
        given.get(at).open = still;
    }

    private void pay(int at, String rule, BigDecimal exact) {
        pay(at, rule, rule, exact);
    }

    /** What a bank keeps is there until the bank takes it. */
    private void pay(int at, String rule, String line, BigDecimal exact) {
        BigDecimal amount = held(pieces.get(at), rule) && !line.contains("@") ? exact.max(BigDecimal.ZERO) : exact;
        boolean banked = terms.bank() != null && terms.bank().rules().contains(rule);
        for (int cap = 0; cap < terms.caps().size() && !banked; cap++) {
            if (amount.signum() == sign(cap) && concerns(cap, rule)) {
                BigDecimal left =
                        limit(cap, pieces.get(at)).subtract(used(cap, at)).max(BigDecimal.ZERO);
                amount = amount.abs().min(left).multiply(BigDecimal.valueOf(sign(cap)));
            }
        }
        given.get(at).lines.put(line, rounded(amount));
        for (int cap = 0; cap < terms.caps().size() && !banked; cap++) {
            if (amount.signum() == sign(cap) && concerns(cap, rule)) {
                usedNow.merge(cap, rounded(amount).abs(), BigDecimal::add);
            }
        }
    }

    private int sign(int cap) {
        return terms.caps().get(cap).bonus() ? 1 : -1;
    }

    private boolean concerns(int cap, String rule) {
        List<String> rules = terms.caps().get(cap).rules();
        return rules.isEmpty() ? !rule.equals("back") : rules.contains(rule);
    }

    private BigDecimal limit(int cap, Piece piece) {
        BigDecimal limit = cents(terms.caps().get(cap).cents());
        return terms.caps().get(cap).span() == 1 ? part(piece, limit).setScale(2, RoundingMode.DOWN) : limit;
    }

    private BigDecimal used(int cap, int at) {
        CapTerms own = terms.caps().get(cap);
        BigDecimal used = usedNow.getOrDefault(cap, BigDecimal.ZERO);
        LocalDate since = own.span() < 2 ? LocalDate.MIN : since(at, own.span(), own.startMonth());
        for (int before = 0; before < at && own.span() != 1; before++) {
            if (!pieces.get(before).whole().isBefore(since)) {
                for (Map.Entry<String, BigDecimal> line :
                        given.get(before).lines.entrySet()) {
                    boolean counts = line.getValue().signum() == sign(cap)
                            && concerns(cap, line.getKey().replaceFirst("@.*", ""));
                    used = counts ? used.add(line.getValue().abs()) : used;
                }
            }
        }
        return used;
    }

    /** Which failure it is, by whole periods: one of two parts that failed is a failure of the period. */
    private int times(int at, Repeat repeat, Predicate<Given> failed) {
        if (repeat == null) {
            return 1;
        }
        int now = pieces.get(at).number();
        int number = 1;
        for (int earlier = now - 1; earlier >= 0; earlier--) {
            boolean any = false;
            for (int before = 0; before < at; before++) {
                any |= pieces.get(before).number() == earlier && failed.test(given.get(before));
            }
            if (repeat.last() == 0 ? !any : earlier <= now - repeat.last()) {
                break;
            }
            number += any ? 1 : 0;
        }
        return repeat.times().get(Math.min(number, repeat.times().size()) - 1);
    }

    /** Both parts of a period give points once. */
    private int points(int first, int at) {
        Map<Integer, Integer> points = new LinkedHashMap<>();
        for (int each = 0; each <= at; each++) {
            if (pieces.get(each).number() >= first) {
                points.merge(pieces.get(each).number(), given.get(each).points, Math::max);
            }
        }
        return points.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whole periods up to this piece at whose end nothing of the first cap was left. */
    private int reached(int at) {
        TreeSet<Integer> periods = new TreeSet<>();
        for (int each = 0; each <= at; each++) {
            boolean within = pieces.get(each).number()
                    > pieces.get(at).number() - terms.gate().last();
            if (within && given.get(each).reached.contains(0)) {
                periods.add(pieces.get(each).number());
            }
        }
        return periods.size();
    }

    private int count(Count count, int at) {
        TreeMap<Integer, Boolean> periods = new TreeMap<>();
        for (int each = 0; each <= at; each++) {
            boolean missed = count.what().equals("missed");
            boolean holds = missed
                    ? calls.get(each).above(30)
                    : calls.get(each).atMost(count.what().equals("met") ? 30 : count.bound());
            periods.merge(pieces.get(each).number(), holds, (one, other) -> missed ? one || other : one && other);
        }
        int now = pieces.get(at).number();
        int first = count.back() > 0
                ? now - count.back() + 1
                : count.back() == 0 ? 0 : firstSince(since(at, 12, count.startMonth()));
        int number = 0;
        for (int period = now; period >= Math.max(first, 0); period--) {
            if (count.back() == 0 && !periods.get(period)) {
                break;
            }
            number += periods.get(period) ? 1 : 0;
        }
        return number;
    }

    private boolean isRampUp(Piece piece) {
        LocalDate until = terms.versions().get(piece.version()).rampUpUntil();
        return until != null && !piece.first().plusDays(piece.days() - 1).isAfter(until);
    }

    /** What a ramp-up holds back, if it is bad. */
    private boolean held(Piece piece, String rule) {
        RampUp rampUp = terms.rampUp();
        return rampUp != null
                && isRampUp(piece)
                && !List.of("bank", "back").contains(rule)
                && (rampUp.rules().isEmpty() || rampUp.rules().contains(rule));
    }

    private boolean endsSpan(int at, int span, int startMonth) {
        Piece piece = pieces.get(at);
        LocalDate end = piece.first().plusDays(piece.days());
        return spanStart(piece, end, span, startMonth).isAfter(spanStart(at, span, startMonth))
                || (terms.ends() && at == pieces.size() - 1);
    }

    /** Where the span of so many months begins in which a piece does. */
    private LocalDate spanStart(int at, int span, int startMonth) {
        return spanStart(pieces.get(at), pieces.get(at).first(), span, startMonth);
    }

    /** Day by day back to the start day of the piece's version in the first month of a span. */
    private LocalDate spanStart(Piece piece, LocalDate of, int span, int startMonth) {
        LocalDate day = of;
        while (day.getDayOfMonth() != terms.versions().get(piece.version()).startDay()
                || Math.floorMod(day.getMonthValue() - startMonth, span) != 0) {
            day = day.minusDays(1);
        }
        return day;
    }

    /** Earlier versions' periods of other lengths that begin in the first month of the span are in it. */
    private LocalDate since(int at, int span, int startMonth) {
        LocalDate start = spanStart(at, span, startMonth);
        LocalDate since = start;
        for (int before = at; before >= 0; before--) {
            LocalDate begins = pieces.get(before).whole();
            if (begins.isBefore(start)) {
                boolean inMonth = begins.getYear() == start.getYear() && begins.getMonth() == start.getMonth();
                if (!inMonth
                        || haveOnePeriod(
                                pieces.get(before).version(), pieces.get(at).version())) {
                    return since;
                }
                since = begins;
            }
        }
        return since;
    }

    private boolean haveOnePeriod(int version, int other) {
        Version one = terms.versions().get(version);
        Version another = terms.versions().get(other);
        return one.halves() == another.halves() && one.startDay() == another.startDay();
    }

    /** The number of the first whole period that begins, or would, on a day or later. */
    private int firstSince(LocalDate day) {
        return pieces.stream()
                .filter(each -> !each.whole().isBefore(day))
                .map(Piece::number)
                .min(Integer::compareTo)
                .orElseThrow();
    }

    private static BigDecimal part(Piece piece, String whole) {
        return part(piece, new BigDecimal(whole));
    }

    private static BigDecimal part(Piece piece, BigDecimal whole) {
        return whole.multiply(BigDecimal.valueOf(piece.days()))
                .divide(BigDecimal.valueOf(piece.of()), 30, RoundingMode.HALF_UP);
    }

    private static BigDecimal rounded(BigDecimal exact) {
        return exact.setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal cents(int cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
