package sla.evaluator.count;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.metric.Counts;
import sla.evaluator.series.Series;
import sla.model.agreement.Attribution;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.EvaluationMetric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.WaitBound;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;

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

    private final WaitsWithin waits;
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

    private record Judged(String form, String instrument) {}

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

    /** Adds counts of the same bounds, of contacts alone. */
    void add(CellCounts contacts) {
        for (int knownParts = 0; knownParts < cells.length; knownParts++) {
            long[] cell = contacts.cells[knownParts];
            if (cell != null) {
                addCell(knownParts, cell);
            }
        }
        waits.add(contacts.waits);
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
            if (counts(metric, entry.getKey())) {
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
            if (counts(metric, entry.getKey())) {
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

    private static boolean counts(EvaluationMetric metric, Judged judged) {
        boolean form = metric.forms().isEmpty() || metric.forms().contains(judged.form());
        boolean instrument = metric.instruments().isEmpty()
                || metric.instruments().stream()
                        .map(QualityEvaluation.Instrument::name)
                        .anyMatch(judged.instrument()::equals);
        return form && instrument;
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
