package sla.evaluator.count;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.Tallied;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.EvaluationMetric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;

/** Counts made of summed cells: no contact was looked at. Filled by {@link CountsReader}, then only read. */
public final class CellCounts implements Counts {
    private static final int EVALUATIONS = CellColumns.QUALITY.indexOf("evaluations");
    private static final int SCORE = CellColumns.QUALITY.indexOf("score_thousandths");
    private static final int CUSTOMER_CRITICAL = CellColumns.QUALITY.indexOf("customer_critical");
    private static final int BUSINESS_CRITICAL = CellColumns.QUALITY.indexOf("business_critical");
    private static final int COMPLIANCE_CRITICAL = CellColumns.QUALITY.indexOf("compliance_critical");

    /** One vector per set of known parts; see {@link Series#knownParts()}. Null without a contact. */
    private final long[] @Nullable [] cells = new long[Series.KNOWN_PARTS][];

    private boolean isEmpty = true;

    private WaitsWithin waits;
    private final Map<Judged, long[]> qualities = new HashMap<>();
    private final SurveyCounts surveys = new SurveyCounts();

    /** Without any contact so far. */
    public CellCounts() {
        this(WaitsWithin.NO_BINS);
    }

    /** @param lastBins of the bounds for which it can be asked */
    CellCounts(int[] lastBins) {
        this.waits = new WaitsWithin(lastBins);
    }

    /** Which form and instrument evaluations were made with; see {@link CountedEvaluation}. */
    private record Judged(String form, String instrument) {
        boolean countsFor(EvaluationMetric metric) {
            return CountedEvaluation.isChosen(metric, form, instrument);
        }
    }

    /** Without any contact so far, to be asked who waited within the bounds. */
    public static CellCounts within(Set<WaitBound> bounds) {
        return new CellCounts(WaitsWithin.lastBins(bounds));
    }

    /**
     * The counts of one interaction alone.
     *
     * @param bounds for which it can be asked who waited within them
     */
    public static CellCounts of(CountedInteraction contact, int knownParts, Set<WaitBound> bounds) {
        CountDeltas deltas = new CountDeltas();
        deltas.add(contact, List.of(Attribution.OFFERED), 1);
        CellCounts counts = new CellCounts(WaitsWithin.lastBins(bounds));
        for (CellSum cell : deltas.cells.values()) {
            counts.addCell(knownParts, cell.numbers);
            counts.addWaits(cell.waits.packed());
        }
        return counts;
    }

    /** The counts of one judgement alone; nothing if it does not count. */
    public static CellCounts of(@Nullable CountedJudgement judgement) {
        CellCounts counts = new CellCounts();
        if (judgement != null) {
            CountDeltas deltas = new CountDeltas();
            deltas.add(judgement, 0, Attribution.EVALUATED, judgement.judgedAt(), 1);
            deltas.qualities.forEach((key, numbers) -> counts.addQuality(key.form(), key.instrument(), numbers));
            deltas.surveys.forEach((key, answers) -> counts.addAnswers(SurveyCounts.Answer.of(key), answers[0]));
        }
        return counts;
    }

    /** The same, to add others to. */
    CellCounts copy() {
        CellCounts copy = new CellCounts();
        copy.add(this);
        return copy;
    }

    /** Adds counts of the same bounds, or without any contact. */
    public void add(CellCounts others) {
        if (isEmpty && !others.isEmpty) {
            waits = new WaitsWithin(others.waits.lastBins());
        }
        for (int knownParts = 0; knownParts < cells.length; knownParts++) {
            long[] cell = others.cells[knownParts];
            if (cell != null) {
                addCell(knownParts, cell);
            }
        }
        if (!others.isEmpty) {
            waits.add(others.waits);
        }
        others.qualities.forEach((judged, numbers) -> addQuality(judged.form(), judged.instrument(), numbers));
        surveys.add(others.surveys);
    }

    void addCell(int knownParts, long[] numbers) {
        long[] sum = cells[knownParts];
        if (sum == null) {
            sum = new long[CountDeltas.CELL_NUMBERS];
            cells[knownParts] = sum;
            isEmpty = false;
        }
        addTo(sum, numbers);
    }

    /** @param packed one {@link WaitHistogram}, or several placed one after another */
    void addWaits(byte[] packed) {
        waits.add(packed);
    }

    /** {@link CompactWaits} that lie between two places. */
    void addWaits(byte[] compact, int begin, int end) {
        CompactWaits.addTo(waits, compact, begin, end);
    }

    void addQuality(String form, String instrument, long[] numbers) {
        addTo(
                qualities.computeIfAbsent(new Judged(form, instrument), _ -> new long[CellColumns.QUALITY.size()]),
                numbers);
    }

    void addAnswers(SurveyCounts.Answer answer, long answers) {
        surveys.add(answer, answers);
    }

    @Override
    public long contacts(Outcome outcome) {
        return sum(
                switch (outcome) {
                    case ANSWERED -> CountDeltas.ANSWERED;
                    case ABANDONED -> CountDeltas.ABANDONED;
                    case OVERFLOWED -> CountDeltas.OVERFLOWED;
                    case CALLBACK_REQUESTED -> CountDeltas.CALLBACK_REQUESTED;
                    case REFUSED -> CountDeltas.REFUSED;
                    case LEFT_IN_MENU -> CountDeltas.LEFT_IN_MENU;
                    case SELF_SERVED -> CountDeltas.SELF_SERVED;
                });
    }

    @Override
    public long waitMillis(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> sum(CountDeltas.WAIT_ANSWERED);
            case ABANDONED -> sum(CountDeltas.WAIT_ABANDONED);
            case OVERFLOWED -> sum(CountDeltas.WAIT_OVERFLOWED);
            case CALLBACK_REQUESTED -> sum(CountDeltas.WAIT_CALLBACK);
            case REFUSED, LEFT_IN_MENU, SELF_SERVED -> 0;
        };
    }

    @Override
    public long contactsWithin(Outcome outcome, WaitBound bound) {
        // Of no contact at all, none waited within any bound.
        return isEmpty ? 0 : waits.within(outcome, bound);
    }

    @Override
    public HandledContacts handled(Set<Part> parts) {
        long known = 0;
        long unknown = 0;
        long millis = 0;
        for (int knownParts = 0; knownParts < cells.length; knownParts++) {
            long[] cell = cells[knownParts];
            if (cell == null) {
                continue;
            }
            if (Series.knows(knownParts, parts)) {
                known += cell[CountDeltas.ANSWERED];
                for (Part part : parts) {
                    millis += cell[number(part)];
                }
            } else {
                unknown += cell[CountDeltas.ANSWERED];
            }
        }
        return new HandledContacts(known, unknown, millis);
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        long evaluations = 0;
        long thousandths = 0;
        for (Map.Entry<Judged, long[]> entry : qualities.entrySet()) {
            if (entry.getKey().countsFor(metric)) {
                evaluations += entry.getValue()[EVALUATIONS];
                thousandths += entry.getValue()[SCORE];
            }
        }
        return new ScoredEvaluations(evaluations, thousandths);
    }

    @Override
    public JudgedEvaluations judged(CriticalErrorAccuracy metric) {
        int withErrorOf = switch (metric.errors()) {
            case CUSTOMER_CRITICAL -> CUSTOMER_CRITICAL;
            case BUSINESS_CRITICAL -> BUSINESS_CRITICAL;
            case COMPLIANCE_CRITICAL -> COMPLIANCE_CRITICAL;
        };
        long evaluations = 0;
        long withError = 0;
        for (Map.Entry<Judged, long[]> entry : qualities.entrySet()) {
            if (entry.getKey().countsFor(metric)) {
                evaluations += entry.getValue()[EVALUATIONS];
                withError += entry.getValue()[withErrorOf];
            }
        }
        return new JudgedEvaluations(evaluations, withError);
    }

    @Override
    public long transferred() {
        return sum(CountDeltas.TRANSFERRED);
    }

    @Override
    public long handedBack() {
        return sum(CountDeltas.HANDED_BACK);
    }

    @Override
    public CsatAnswers csat(int scale) {
        return surveys.csat(scale);
    }

    @Override
    public long csatAtLeast(int scale, int points) {
        return surveys.csatAtLeast(scale, points);
    }

    @Override
    public NpsAnswers nps() {
        return surveys.nps();
    }

    @Override
    public ResolvedAnswers resolved() {
        return surveys.resolved();
    }

    @Override
    public long tallied(Tallied what) {
        throw new IllegalStateException("cells do not tell " + what.label());
    }

    private static int number(Part part) {
        return switch (part) {
            case TALK -> CountDeltas.TALK;
            case HOLD -> CountDeltas.HOLD;
            case WRAP_UP -> CountDeltas.WRAP_UP;
        };
    }

    private long sum(int number) {
        long sum = 0;
        for (long[] cell : cells) {
            sum += cell == null ? 0 : cell[number];
        }
        return sum;
    }

    private static void addTo(long[] sum, long[] numbers) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += numbers[i];
        }
    }
}
