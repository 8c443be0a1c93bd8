package sla.evaluator.freeze;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sla.evaluator.agreement.AgreementPeriod;
import sla.evaluator.contribution.CameLast;
import sla.evaluator.contribution.Contribution;
import sla.evaluator.exclusion.LeavesOut;
import sla.evaluator.fact.ChangedRecord;
import sla.evaluator.fact.ChangedRecord.Content;
import sla.evaluator.fact.Identity;
import sla.evaluator.freeze.ReliefChanges.NotCounted;
import sla.model.agreement.Kpi;
import sla.model.agreement.KpiWindow;
import sla.model.evaluation.ChargeDifference;
import sla.model.evaluation.LineDifference;
import sla.model.evaluation.RecordCause;
import sla.model.evaluation.RecordCause.What;
import sla.model.term.Exclusion;

/** The records that changed what they add to one KPI's window of a frozen period: the first of them, and how many there are. */
final class CauseList {
    private final AgreementPeriod period;
    private final KpiWindow window;
    private final Kpi kpi;
    private final LeavesOut leftOutThen;
    private final LeavesOut leftOutNow;
    private final NotCounted notCounted;
    private final List<RecordCause> first = new ArrayList<>();
    private long count;

    /**
     * @param then the exclusions when the period was frozen
     * @param now those of today
     * @param notCounted what else is left out, for the window is without what is so both times
     */
    CauseList(
            AgreementPeriod period,
            KpiWindow window,
            Kpi kpi,
            List<Exclusion> then,
            List<Exclusion> now,
            NotCounted notCounted) {
        this.notCounted = notCounted;
        this.leftOutThen = new LeavesOut(then, period.agreement(), kpi);
        this.leftOutNow = new LeavesOut(now, period.agreement(), kpi);
        this.period = period;
        this.window = window;
        this.kpi = kpi;
    }

    /** Takes the record if it changed here. */
    void look(ChangedRecord record) {
        Optional<Contribution> before = contribution(record, record.before(), leftOutThen, notCounted.then());
        Optional<Contribution> after = contribution(record, record.after(), leftOutNow, notCounted.now());
        if (before.equals(after)) {
            return;
        }
        count++;
        if (first.size() < LineDifference.MOST_CAUSES) {
            first.add(new RecordCause(
                    record.source(),
                    record.recordId(),
                    null,
                    what(record, before.isPresent(), after.isPresent()),
                    revision(record.before()),
                    revision(record.after()),
                    record.receivedAt(),
                    numerator(after).subtract(numerator(before)),
                    denominator(after).subtract(denominator(before))));
        }
    }

    long count() {
        return count;
    }

    /** With these causes as those of the line's own KPI. */
    LineDifference addTo(LineDifference line) {
        return with(line, count, first);
    }

    /** With these causes beside those that it has, as those of a KPI that its gate asks for. */
    LineDifference addToGate(LineDifference line) {
        List<RecordCause> causes = new ArrayList<>(line.causes());
        first.stream()
                .limit(Math.max(0, LineDifference.MOST_CAUSES - causes.size()))
                .map(cause -> cause.of(kpi.id()))
                .forEach(causes::add);
        return with(line, line.causeCount() + count, causes);
    }

    /** Likewise of a charge, behind those that it has. */
    ChargeDifference addTo(ChargeDifference charge) {
        List<RecordCause> causes = new ArrayList<>(charge.causes());
        first.stream()
                .limit(Math.max(0, LineDifference.MOST_CAUSES - causes.size()))
                .map(cause -> kpi.id().equals(charge.kpi()) ? cause : cause.of(kpi.id()))
                .forEach(causes::add);
        return charge.causedBy(charge.causeCount() + count, causes);
    }

    private static LineDifference with(LineDifference line, long count, List<RecordCause> causes) {
        return new LineDifference(
                line.rule(),
                line.kpi(),
                line.clause(),
                line.firstSeen(),
                line.before(),
                line.after(),
                line.amount(),
                line.numerator(),
                line.denominator(),
                count,
                causes,
                line.window(),
                line.origin(),
                line.owedFor(),
                line.claim());
    }

    /** A content that adds nothing to the formula, or is left out, is as good as none. */
    private Optional<Contribution> contribution(
            ChangedRecord record, @Nullable Content content, LeavesOut leavesOut, CameLast cameLast) {
        Identity identity = new Identity(record.source(), record.recordId());
        return Contribution.of(content, period, kpi, window)
                .filter(contribution -> !contribution.isNothing())
                .filter(_ -> content == null
                        || Contribution.at(content, kpi)
                                .filter(at ->
                                        leavesOut.first(at, identity, List.of()).isPresent()
                                                || cameLast.has(at, identity))
                                .isEmpty());
    }

    private static What what(ChangedRecord record, boolean counted, boolean counts) {
        Content before = record.before();
        Content after = record.after();
        if (!record.known()) {
            return What.LATE;
        }
        if (record.conflicting()
                && (before == null || after == null || !before.key().equals(after.key()))) {
            return What.CONFLICTING;
        }
        if (before != null && after != null && before.key().equals(after.key())) {
            return What.CONTACT_CHANGED;
        }
        if (after != null && after.type().equals("retraction")) {
            return What.RETRACTED;
        }
        if (after != null && isEvaluation(after) && after.judgement() == null) {
            return What.WITHDRAWN;
        }
        if (!counted) {
            boolean countedNowhere = before == null || before.type().equals("retraction");
            return countedNowhere ? What.RESTORED : What.MOVED_IN;
        }
        if (!counts) {
            return What.MOVED_OUT;
        }
        return after != null && isEvaluation(after) ? What.RE_SCORED : What.REVISED;
    }

    private static boolean isEvaluation(Content content) {
        return content.type().equals("quality-evaluation");
    }

    private static @Nullable Long revision(@Nullable Content content) {
        return content == null ? null : Long.valueOf(content.key().revision());
    }

    private static BigInteger numerator(Optional<Contribution> contribution) {
        return contribution.map(Contribution::numerator).orElse(BigInteger.ZERO);
    }

    private static BigInteger denominator(Optional<Contribution> contribution) {
        return contribution.map(Contribution::denominator).orElse(BigInteger.ZERO);
    }
}
