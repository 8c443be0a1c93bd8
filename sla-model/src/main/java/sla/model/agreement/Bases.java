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

    private final Map<String, Base> byId = new HashMap<>();

    private Bases(List<Base> bases) {
        bases.forEach(base -> byId.putIfAbsent(base.id(), base));
    }

    public static Bases of(Agreement agreement) {
        return new Bases(agreement.bases());
    }

    /** 0 for what the agreement's self-check refuses: a share of no base, or of itself. */
    public Ratio worth(Priced priced) {
        return worth(priced, new HashSet<>());
    }

    private Ratio worth(Priced priced, Set<String> seen) {
        BigDecimal amount = priced.amount();
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
        BigDecimal fixed = priced.amount();
        if (fixed != null) {
            return fixed.toPlainString();
        }
        String share =
                Objects.requireNonNullElse(priced.percent(), BigDecimal.ZERO).toPlainString() + " / 100";
        return base(priced)
                .filter(base -> seen.add(base.id()))
                .map(base -> share + " × " + product(base, seen))
                .orElse(share + " × 0");
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
                        + (base.amount() == null ? ", which is " + shares(base, seen) : ""))
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
            next = next.amount() == null ? base(next).orElse(null) : null;
        }
        return next != null && next.id().equals(base.id());
    }

    private static Ratio percent(Priced priced) {
        BigDecimal percent = priced.percent();
        return percent == null ? Ratio.ZERO : Ratio.of(percent);
    }
}
