package sla.evaluator.count;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import sla.model.agreement.Attribution;
import sla.model.time.Interval;

/**
 * What one batch changes in the counts. The counts form a group: a change subtracts the old contribution whole and adds
 * the new one, so the sum does not depend on order or batches. Not thread-safe; lives for one batch.
 */
public final class CountDeltas {
    /** Positions of a cell's numbers; the order of the columns of table {@code cell}. */
    static final int ANSWERED = 0;

    static final int ABANDONED = 1;
    static final int OVERFLOWED = 2;
    static final int CALLBACK_REQUESTED = 3;
    static final int REFUSED = 4;
    static final int LEFT_IN_MENU = 5;
    static final int SELF_SERVED = 6;
    static final int WAIT_ANSWERED = 7;
    static final int WAIT_ABANDONED = 8;
    static final int WAIT_OVERFLOWED = 9;
    static final int WAIT_CALLBACK = 10;
    static final int TALK = 11;
    static final int HOLD = 12;
    static final int WRAP_UP = 13;
    static final int TRANSFERRED = 14;
    static final int HANDED_BACK = 15;
    static final int CELL_NUMBERS = 16;

    record CellKey(int seriesId, Attribution attribution, long intervalStart) {}

    record QualityKey(int seriesId, Attribution attribution, long intervalStart, String form, String instrument) {}

    record SurveyKey(
            int seriesId,
            Attribution attribution,
            long intervalStart,
            int csat,
            int csatScale,
            int nps,
            int resolved) {}

    final Map<CellKey, CellSum> cells = new HashMap<>();
    final Map<QualityKey, long[]> qualities = new HashMap<>();
    final Map<SurveyKey, long[]> surveys = new HashMap<>();

    /** Adds the contribution of an interaction with sign 1, or takes it away with sign −1. */
    public void add(CountedInteraction contact, Iterable<Attribution> attributions, int sign) {
        for (Attribution attribution : attributions) {
            long interval = Interval.startOf(contact.at(attribution));
            CellSum cell =
                    cells.computeIfAbsent(new CellKey(contact.seriesId(), attribution, interval), _ -> new CellSum());
            contribute(cell.numbers, contact, sign);
            if (contact.outcome().offered()) {
                cell.waits.add(contact.outcome(), contact.waitMillis(), sign);
            }
        }
    }

    /**
     * Adds or takes away what was judged.
     *
     * @param seriesId of the judge over the judged contact's dimensions
     * @param at the moment that puts it into an interval, milliseconds since 1970
     */
    public void add(CountedJudgement judgement, int seriesId, Attribution attribution, long at, int sign) {
        switch (judgement) {
            case CountedEvaluation evaluation -> add(evaluation, seriesId, attribution, Interval.startOf(at), sign);
            case CountedSurvey answer -> {
                SurveyKey key = new SurveyKey(
                        seriesId,
                        attribution,
                        Interval.startOf(at),
                        answer.csat(),
                        answer.csatScale(),
                        answer.nps(),
                        answer.resolved());
                surveys.computeIfAbsent(key, _ -> new long[1])[0] += sign;
            }
        }
    }

    private void add(CountedEvaluation evaluation, int seriesId, Attribution attribution, long interval, int sign) {
        QualityKey key = new QualityKey(seriesId, attribution, interval, evaluation.form(), evaluation.instrument());
        long[] numbers = qualities.computeIfAbsent(key, _ -> new long[CellColumns.QUALITY.size()]);
        numbers[0] += sign;
        numbers[1] += sign * evaluation.scoreThousandths();
        numbers[2] += (long) sign * evaluation.customerCritical();
        numbers[3] += (long) sign * evaluation.businessCritical();
        numbers[4] += (long) sign * evaluation.complianceCritical();
    }

    /** Forgets what came to nothing: a contact that was taken away and added alike. */
    void dropZeros() {
        cells.values().removeIf(CellSum::isZero);
        qualities.values().removeIf(CountDeltas::isZero);
        surveys.values().removeIf(CountDeltas::isZero);
    }

    /** Series and intervals that change, for whoever must look again. */
    Set<CellKey> changedCells() {
        Set<CellKey> changed = new HashSet<>(cells.keySet());
        qualities
                .keySet()
                .forEach(key -> changed.add(new CellKey(key.seriesId(), key.attribution(), key.intervalStart())));
        surveys.keySet()
                .forEach(key -> changed.add(new CellKey(key.seriesId(), key.attribution(), key.intervalStart())));
        return changed;
    }

    private static void contribute(long[] cell, CountedInteraction contact, int sign) {
        switch (contact.outcome()) {
            case ANSWERED -> {
                cell[ANSWERED] += sign;
                cell[WAIT_ANSWERED] += sign * contact.waitMillis();
                cell[TALK] += sign * contact.talkMillis();
                cell[HOLD] += sign * contact.holdMillis();
                cell[WRAP_UP] += sign * contact.wrapUpMillis();
            }
            case ABANDONED -> {
                cell[ABANDONED] += sign;
                cell[WAIT_ABANDONED] += sign * contact.waitMillis();
            }
            case OVERFLOWED -> {
                cell[OVERFLOWED] += sign;
                cell[WAIT_OVERFLOWED] += sign * contact.waitMillis();
            }
            case CALLBACK_REQUESTED -> {
                cell[CALLBACK_REQUESTED] += sign;
                cell[WAIT_CALLBACK] += sign * contact.waitMillis();
            }
            case REFUSED -> cell[REFUSED] += sign;
            case LEFT_IN_MENU -> cell[LEFT_IN_MENU] += sign;
            case SELF_SERVED -> cell[SELF_SERVED] += sign;
        }
        if (contact.transferred()) {
            cell[TRANSFERRED] += sign;
        }
        if (contact.handedBack()) {
            cell[HANDED_BACK] += sign;
        }
    }

    private static boolean isZero(long[] numbers) {
        for (long number : numbers) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }
}
