package sla.model.agreement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.model.time.Cycle;
import sla.model.time.Every;

/** Over what KPIs are measured must be one thing, and a gate must look at one value. */
final class WindowCheck {
    /** Days of two months. */
    private static final int MOST_WINDOWS = 62;

    /** Half hours of half a year. */
    private static final int MOST_PARTS = 9_000;

    private static final int MOST_PARTS_OF_ALL = 50_000;
    private static final int MOST_LINES = 5_000;

    private final Agreement agreement;
    private final Findings findings;

    private WindowCheck(Agreement agreement, Findings findings) {
        this.agreement = agreement;
        this.findings = findings;
    }

    static void check(Agreement agreement, Findings findings) {
        WindowCheck check = new WindowCheck(agreement, findings);
        Cycle period = agreement.period();
        check.starts("/period", period.every(), period.startDay(), period.startMonth());
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            check.window("/kpis/" + i + "/window", kpi.window());
            check.parts("/kpis/" + i + "/parts", kpi);
        }
        for (int i = 0; i < agreement.rules().size(); i++) {
            Rule rule = agreement.rules().get(i);
            String pointer = "/rules/" + i;
            Optional<Kpi> own = RuleScale.kpi(agreement, rule);
            if (own.isPresent() || rule.kpi() == null) {
                Condition.ofKpis(rule.when()).forEach(condition -> check.gate(pointer, own.orElse(null), condition));
            }
        }
        for (int i = 0; i < agreement.alerts().size(); i++) {
            String pointer = "/alerts/" + i;
            Condition.ofKpis(agreement.alerts().get(i).when())
                    .forEach(condition -> check.gate(pointer, null, condition));
        }
        check.sizes();
    }

    /** What a period would come to must be printable, and computed every few seconds. */
    private void sizes() {
        long lines = 0;
        long parts = 0;
        for (int i = 0; i < agreement.kpis().size(); i++) {
            Kpi kpi = agreement.kpis().get(i);
            long windows = SpanLengths.windows(agreement, kpi);
            long ofKpi = windows * SpanLengths.parts(agreement, kpi);
            if (windows > MOST_WINDOWS) {
                findings.add(
                        FindingCode.WINDOW_FORM,
                        "/kpis/" + i + "/window",
                        "That is %d values in a period, more than %d: choose a longer window, or shorter periods."
                                .formatted(windows, MOST_WINDOWS));
            } else if (ofKpi > MOST_PARTS) {
                findings.add(
                        FindingCode.PARTS_FORM,
                        "/kpis/" + i + "/parts",
                        "That is %d parts in a period, more than %d: choose longer parts, or a shorter window."
                                .formatted(ofKpi, MOST_PARTS));
            }
            parts += ofKpi;
            lines += windows
                    * agreement.rules().stream()
                            .filter(rule -> kpi.id().equals(rule.kpi()))
                            .count();
        }
        if (lines > MOST_LINES || parts > MOST_PARTS_OF_ALL) {
            findings.add(
                    FindingCode.WINDOW_FORM,
                    "/kpis",
                    "A statement of this agreement would have %d lines and %d parts, more than %d and %d: choose longer windows or parts."
                            .formatted(lines, parts, MOST_LINES, MOST_PARTS_OF_ALL));
        }
    }

    private void window(String pointer, @Nullable Window window) {
        if (window == null) {
            return;
        }
        if ((window.every() == null) == (window.last() == null)) {
            findings.add(
                    FindingCode.WINDOW_FORM,
                    pointer,
                    "A window is one thing: write every, such as {every: quarter}, or last, such as {last: 3}.");
        }
        if (window.last() != null && (window.startDay() != null || window.startMonth() != null)) {
            findings.add(
                    FindingCode.WINDOW_FORM,
                    pointer + "/last",
                    "The last periods start where the period does: remove startDay and startMonth.");
        }
        if (window.every() != null) {
            starts(pointer, window.every(), window.startDay(), window.startMonth());
        }
    }

    private void starts(String pointer, Every every, @Nullable Integer startDay, @Nullable Integer startMonth) {
        if (startDay != null && (every == Every.DAY || every == Every.WEEK)) {
            findings.add(
                    FindingCode.WINDOW_FORM,
                    pointer + "/startDay",
                    "A " + every.words() + " starts on no certain day of the month: remove startDay.");
        }
        if (startMonth != null && (every.months() == null || every == Every.MONTH)) {
            findings.add(
                    FindingCode.WINDOW_FORM,
                    pointer + "/startMonth",
                    "A " + every.words() + " starts in every month: remove startMonth.");
        }
    }

    private void parts(String pointer, Kpi kpi) {
        Parts parts = kpi.parts();
        if (parts == null) {
            return;
        }
        boolean mean = parts.as() == Parts.As.MEAN;
        if (mean == (parts.target() != null)) {
            findings.add(
                    FindingCode.PARTS_FORM,
                    pointer + (mean ? "/target" : ""),
                    mean
                            ? "A mean is made of all parts, whether they reach a target or not: remove this one."
                            : "What must a part reach to be counted? Give parts a target, such as {atLeast: 80}.");
        }
        if (parts.target() != null && TargetCheck.bounds(parts.target()) != 1) {
            findings.add(
                    FindingCode.TARGET_BOUNDS,
                    pointer + "/target",
                    "A target has exactly one bound, this one has " + TargetCheck.bounds(parts.target())
                            + ": write one of above, atLeast, below, atMost.");
        }
        if (mean && parts.empty() != Parts.Empty.LEFT_OUT) {
            findings.add(
                    FindingCode.PARTS_FORM,
                    pointer + "/empty",
                    "A part with nothing to measure has no value that could go into a mean: write left-out.");
        }
        if (parts.minimumSample() != null && !kpi.metric().hasSample()) {
            findings.add(
                    FindingCode.NO_SAMPLE,
                    pointer + "/minimumSample",
                    "This metric adds up, or is declared, and has no sample: remove minimumSample.");
        }
        length(pointer, kpi, parts);
    }

    private void length(String pointer, Kpi kpi, Parts parts) {
        Window window = kpi.window();
        boolean rolling = window != null && window.last() != null;
        Every whole = rolling || window == null || window.every() == null
                ? agreement.period().every()
                : window.every();
        boolean fits = parts.every() == Every.PERIOD
                ? rolling
                : rolling ? parts.every().compareTo(whole) <= 0 : parts.every().compareTo(whole) < 0;
        if (!fits) {
            findings.add(
                    FindingCode.PARTS_FORM,
                    pointer + "/every",
                    parts.every() == Every.PERIOD
                            ? "There is only one period to make a value of: write a shorter part, or give the KPI the window"
                                    + " {last: 2} or more."
                            : "The parts must be shorter than what they are parts of, a " + whole.words() + ".");
        }
    }

    /** A gate looks at the rule's own window, or at the one value that there is in a period. */
    private void gate(String pointer, @Nullable Kpi kpi, Condition.OfKpi condition) {
        Window own = kpi == null ? null : kpi.window();
        for (Kpi other : agreement.kpis()) {
            Window window = other.window();
            if (other.id().equals(condition.kpi()) && window != null && window.every() != null && !window.equals(own)) {
                findings.add(
                        FindingCode.GATE_WINDOW,
                        pointer + "/when",
                        pointer.startsWith("/alerts")
                                ? "'%s' is measured every %s: which of its values is meant? Count them: when: { periods: { kpi: %s, target: missed, last: 1 }, atLeast: 1 }."
                                        .formatted(other.id(), window.every().words(), other.id())
                                : "'%s' is measured every %s, %s is not: which of its values is meant? Give both the same window, or ask for a KPI over the period."
                                        .formatted(
                                                other.id(),
                                                window.every().words(),
                                                kpi == null ? "a total" : "'" + kpi.id() + "'"));
            }
        }
    }
}
