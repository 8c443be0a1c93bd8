package sla.model.agreement;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** What the amounts of an agreement are worth, shares of bases included. Exact: nothing is rounded on the way. */
public final class Bases {
    private static final Ratio HUNDRED = Ratio.of(100);

    /** What is taken for a base of charges while nothing has been charged. */
    private static final BigDecimal NOMINAL = BigDecimal.valueOf(100);

    private final Map<String, Base> byId = new HashMap<>();

    /** What each base of charges comes to, by its id; empty if that is not known. */
    private final Optional<Map<String, BigDecimal>> charged;

    private Bases(List<Base> bases, Optional<Map<String, BigDecimal>> charged) {
        bases.forEach(base -> byId.putIfAbsent(base.id(), base));
        this.charged = charged;
    }

    /** As far as the document says: each base of charges is taken as 100, so that signs are right. */
    public static Bases of(Agreement agreement) {
        return new Bases(agreement.bases(), Optional.empty());
    }

    /**
     * Those of a period. One of what is charged in the next is taken as 1: what is worked out with it are shares.
     *
     * @param charged by the id of the charge, as rounded
     * @param before the same of the earlier periods that the base is about
     */
    public static Bases of(
            Agreement agreement, Map<String, BigDecimal> charged, Function<Base, Map<String, BigDecimal>> before) {
        Map<String, BigDecimal> sums = new HashMap<>();
        for (Base base : agreement.bases()) {
            if (!base.charges().isEmpty()) {
                sums.put(base.id(), sum(base, charged, before.apply(base)));
            }
        }
        return new Bases(agreement.bases(), Optional.of(sums));
    }

    /** Whether it is a share of what is charged. */
    public boolean isOfCharges(Priced priced) {
        return ofCharges(priced).isPresent();
    }

    /** The ids of the charges that, as soon as the period is over, it is a share of; none for any other amount. */
    public List<String> charges(Priced priced) {
        return charges(priced, period -> period != Base.ChargedPeriod.PREVIOUS && period != Base.ChargedPeriod.NEXT);
    }

    /** Those of the next period of which it is a share. */
    public List<String> nextCharges(Priced priced) {
        return charges(priced, period -> period == Base.ChargedPeriod.NEXT);
    }

    private List<String> charges(Priced priced, Predicate<Base.ChargedPeriod> wanted) {
        return ofCharges(priced)
                .filter(base -> wanted.test(base.chargedPeriod()))
                .map(Base::charges)
                .orElse(List.of());
    }

    /** Whether it is a share of what is charged in the period itself: the amount of a part of it already. */
    public boolean isOfThePart(Priced priced) {
        return ofCharges(priced)
                .filter(base -> base.chargedPeriod() == Base.ChargedPeriod.THIS)
                .isPresent();
    }

    /** Whether it is a share of what is charged over the same spans as those of the cap. */
    boolean isOfTheSpans(Cap cap) {
        Base.ChargedPeriod spans = switch (cap.per()) {
            case PERIOD -> null;
            case QUARTER -> Base.ChargedPeriod.QUARTER;
            case YEAR -> Base.ChargedPeriod.YEAR;
            case CONTRACT -> Base.ChargedPeriod.CONTRACT;
        };
        return ofCharges(cap)
                .filter(base -> base.chargedPeriod() == spans && sameMonth(base.startMonth(), cap.startMonth()))
                .isPresent();
    }

    private static boolean sameMonth(@Nullable Integer one, @Nullable Integer other) {
        return Objects.requireNonNullElse(one, 1).equals(Objects.requireNonNullElse(other, 1));
    }

    /** The base of what is charged in the next period, if it is a share of one. */
    Optional<Base> ofTheNext(Priced priced) {
        return ofCharges(priced).filter(base -> base.chargedPeriod() == Base.ChargedPeriod.NEXT);
    }

    /** The base of charges of which it is a share, or a share of a share. */
    private Optional<Base> ofCharges(Priced priced) {
        Set<String> seen = new HashSet<>();
        @Nullable Base next = priced instanceof Base base ? base : base(priced).orElse(null);
        while (next != null && next.charges().isEmpty() && seen.add(next.id())) {
            next = base(next).orElse(null);
        }
        return Optional.ofNullable(next).filter(base -> !base.charges().isEmpty());
    }

    /** What is written as an amount, or charged; null if it is a share. */
    private @Nullable BigDecimal amount(Priced priced) {
        return priced instanceof Base base && !base.charges().isEmpty()
                ? charged.map(amounts -> Objects.requireNonNull(amounts.get(base.id())))
                        .orElse(NOMINAL)
                : priced.amount();
    }

    /** Of a credit there is no share: malus would become bonus. */
    private static BigDecimal sum(Base base, Map<String, BigDecimal> charged, Map<String, BigDecimal> before) {
        BigDecimal sum = switch (base.chargedPeriod()) {
            case THIS -> sum(base, charged);
            case PREVIOUS -> sum(base, before);
            case NEXT -> BigDecimal.ONE;
            case QUARTER, YEAR, CONTRACT -> sum(base, charged).add(sum(base, before));
        };
        return sum.max(BigDecimal.ZERO);
    }

    private static BigDecimal sum(Base base, Map<String, BigDecimal> charged) {
        return base.charges().stream()
                .map(id -> charged.getOrDefault(id, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** 0 for what the agreement's self-check refuses: a share of no base, or of itself. */
    public Ratio worth(Priced priced) {
        return worth(priced, new HashSet<>());
    }

    private Ratio worth(Priced priced, Set<String> seen) {
        BigDecimal amount = amount(priced);
        if (amount != null) {
            return Ratio.of(amount);
        }
        return base(priced)
                .filter(base -> seen.add(base.id()))
                .map(base -> worth(base, seen).times(percent(priced)).dividedBy(HUNDRED))
                .orElse(Ratio.ZERO);
    }

    /** How it is worked out: {@code -500}, or {@code (40 / 100 × 10 / 100 × 100000)}. */
    public String working(Priced priced) {
        BigDecimal fixed = priced.amount();
        return fixed == null ? "(" + product(priced) + ")" : fixed.toPlainString();
    }

    /** {@code 40 / 100 × 10 / 100 × 100000}. */
    public String product(Priced priced) {
        return product(priced, new HashSet<>());
    }

    private String product(Priced priced, Set<String> seen) {
        BigDecimal fixed = amount(priced);
        if (fixed != null) {
            return fixed.toPlainString();
        }
        String share =
                Objects.requireNonNullElse(priced.percent(), BigDecimal.ZERO).toPlainString() + " / 100";
        return base(priced)
                .filter(base -> seen.add(base.id()))
                .map(base -> isKnownLater(base) ? share : share + " × " + product(base, seen))
                .orElse(share + " × 0");
    }

    /** What is charged in the next period: what is worked out now is the share. */
    private static boolean isKnownLater(Base base) {
        return !base.charges().isEmpty() && base.chargedPeriod() == Base.ChargedPeriod.NEXT;
    }

    /** {@code fixed amount}, or {@code 40 % of At risk, which is 10 % of Invoice}. */
    public String words(Priced priced) {
        return priced.amount() == null ? shares(priced, new HashSet<>()) : "fixed amount";
    }

    private String shares(Priced priced, Set<String> seen) {
        return base(priced)
                .filter(base -> seen.add(base.id()))
                .map(base -> Objects.requireNonNullElse(priced.percent(), BigDecimal.ZERO)
                                .toPlainString() + " % of "
                        + base.title()
                        + (amount(base) == null ? ", which is " + shares(base, seen) : ""))
                .orElse("nothing");
    }

    /** The base whose share it is; empty for a fixed amount, and if there is no such base. */
    Optional<Base> base(Priced priced) {
        return Optional.ofNullable(priced.of()).map(byId::get);
    }

    /** Whether its shares come back to itself. */
    boolean isCircular(Base base) {
        Set<String> seen = new HashSet<>();
        @Nullable Base next = base;
        while (next != null && seen.add(next.id())) {
            next = amount(next) == null ? base(next).orElse(null) : null;
        }
        return next != null && next.id().equals(base.id());
    }

    private static Ratio percent(Priced priced) {
        BigDecimal percent = priced.percent();
        return percent == null ? Ratio.ZERO : Ratio.of(percent);
    }
}
