package sla.model.agreement;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.model.number.Ratio;

/** What the amounts of an agreement are worth, shares of bases included. Exact: nothing is rounded on the way. */
public final class Bases {
    private static final Ratio HUNDRED = Ratio.of(100);

    /** What is taken for a base of charges while nothing has been charged. */
    private static final BigDecimal NOMINAL = BigDecimal.valueOf(100);

    private final Map<String, Base> byId = new HashMap<>();
    private final Optional<Charged> charged;

    /** By the id of the charge, in the period and in the one before it. */
    private record Charged(Map<String, BigDecimal> now, Map<String, BigDecimal> before) {}

    private Bases(List<Base> bases, Optional<Charged> charged) {
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
     * @param before the same of the period before
     */
    public static Bases of(Agreement agreement, Map<String, BigDecimal> charged, Map<String, BigDecimal> before) {
        return new Bases(agreement.bases(), Optional.of(new Charged(Map.copyOf(charged), Map.copyOf(before))));
    }

    /** Whether it is a share of what is charged. */
    public boolean isOfCharges(Priced priced) {
        return ofCharges(priced).isPresent();
    }

    /** The ids of the charges of that period of which it is a share; none for any other amount. */
    public List<String> charges(Priced priced, Base.ChargedPeriod of) {
        return ofCharges(priced)
                .filter(base -> base.chargedPeriod() == of)
                .map(Base::charges)
                .orElse(List.of());
    }

    /** Whether it is a share of what is charged in the period itself: the amount of a part of it already. */
    public boolean isOfThePart(Priced priced) {
        return !charges(priced, Base.ChargedPeriod.THIS).isEmpty();
    }

    /** The base of what is charged in the next period, if it is a share of one. */
    Optional<Base> ofTheNext(Priced priced) {
        return ofCharges(priced).filter(base -> base.chargedPeriod() == Base.ChargedPeriod.NEXT);
    }

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
                ? charged.map(amounts -> sum(base, amounts)).orElse(NOMINAL)
                : priced.amount();
    }

    /** Of a credit there is no share: malus would become bonus. */
    private static BigDecimal sum(Base base, Charged charged) {
        if (isKnownLater(base)) {
            return BigDecimal.ONE;
        }
        Map<String, BigDecimal> amounts =
                base.chargedPeriod() == Base.ChargedPeriod.THIS ? charged.now() : charged.before();
        return base.charges().stream()
                .map(id -> amounts.getOrDefault(id, BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .max(BigDecimal.ZERO);
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
        return fixed == null ? "(" + product(priced, new HashSet<>()) + ")" : fixed.toPlainString();
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
