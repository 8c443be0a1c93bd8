package sla.evaluator.tally;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.evaluator.count.CellCounts;
import sla.evaluator.count.CountedEvaluation;
import sla.evaluator.count.CountedInteraction;
import sla.evaluator.count.CountedSurvey;
import sla.evaluator.metric.Counts;
import sla.evaluator.metric.Tallied;
import sla.evaluator.series.Series;
import sla.model.agreement.Agreement;
import sla.model.agreement.AverageHandleTime.Part;
import sla.model.agreement.ContractDays;
import sla.model.agreement.CriticalErrorAccuracy;
import sla.model.agreement.CriticalErrorAccuracy.ErrorClass;
import sla.model.agreement.DeclaredMeasureMetric;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstResponseTime;
import sla.model.agreement.HandledMinutes;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.agreement.Population;
import sla.model.agreement.QualityPassRate;
import sla.model.agreement.QualityScore;
import sla.model.agreement.RevenuePerContact;
import sla.model.agreement.Ring;
import sla.model.agreement.ShareRespondedWithin;
import sla.model.agreement.WaitBound;
import sla.model.event.DeclaredMeasure;
import sla.model.event.Outcome;
import sla.model.number.Money;

/** The counts of one KPI over records that are looked at one by one. Not thread-safe. */
public final class RecordCounts implements Counts {
    private static final int THOUSANDTHS = 3;
    private static final int TEN_THOUSANDTHS = 4;
    private static final int MILLIONTHS = 6;

    private final Metric metric;
    private final @Nullable Ring ring;
    private final ResponseClock clock;
    private final Map<Tallied, Long> tallied = new EnumMap<>(Tallied.class);
    private final CellCounts contacts;

    /** Abandoned ones that are beyond every limit of waiting time. */
    private final CellCounts neverShort = new CellCounts();

    RecordCounts(Metric metric, @Nullable Ring ring, ResponseClock clock) {
        this.metric = metric;
        this.ring = ring;
        this.clock = clock;
        this.contacts = CellCounts.within(metric.waitBounds());
    }

    /** Without any record so far. */
    public static RecordCounts of(Agreement agreement, Kpi kpi, ContractDays days) {
        return new RecordCounts(kpi.metric(), kpi.ring(), ResponseClock.of(agreement, kpi, days));
    }

    /** What they are counted for. */
    Metric metric() {
        return metric;
    }

    public void add(Contact contact) {
        CountedInteraction counted = contact.counted();
        boolean answered = counted.outcome() == Outcome.ANSWERED;
        switch (metric) {
            case HandledMinutes(Set<Part> parts, var _, HandledMinutes.Each each)
            when each != null -> {
                if (answered) {
                    addHandled(counted, Series.knows(contact.knownParts(), parts), parts, each);
                }
            }
            case FirstContactResolution resolution
            when resolution.by() == FirstContactResolution.By.AGENT -> {
                Boolean resolved = contact.details().resolved();
                if (answered && resolved != null) {
                    add(Tallied.RESOLVED_OR_NOT, 1);
                    add(Tallied.RESOLVED, resolved ? 1 : 0);
                }
            }
            case FirstContactResolution resolution
            when resolution.by() == FirstContactResolution.By.NO_REPEAT -> {
                Boolean cameBack = contact.cameBack();
                if (answered && cameBack != null) {
                    add(Tallied.WITH_CUSTOMER, 1);
                    add(Tallied.CAME_BACK, cameBack ? 1 : 0);
                }
            }
            case FirstResponseTime _ -> addResponse(contact, null);
            case ShareRespondedWithin response -> {
                add(Tallied.OFFERED, counted.outcome().offered() ? 1 : 0);
                if (response.of() == ShareRespondedWithin.Of.RESPONDED
                        || counted.outcome().offered()) {
                    addResponse(contact, response.within());
                }
            }
            case RevenuePerContact revenue -> {
                if (revenue.of() == Population.OFFERED ? counted.outcome().offered() : answered) {
                    addRevenue(contact.details().revenue(), revenue.currency());
                }
            }
            default -> addWaited(contact);
        }
    }

    private void addWaited(Contact contact) {
        Long rang = contact.details().ringMillis();
        CountedInteraction counted = contact.counted();
        if (ring == null || rang == null || rang == 0) {
            add(contacts, counted, contact.knownParts());
            return;
        }
        CountedInteraction waited =
                ring.time() == Ring.Time.COUNTED ? counted : counted.withWait(Math.max(0, counted.waitMillis() - rang));
        switch (counted.outcome() == Outcome.ABANDONED ? ring.noAnswer() : Ring.NoAnswer.COUNTED) {
            case COUNTED -> add(contacts, waited, contact.knownParts());
            case NEVER_SHORT -> add(neverShort, waited, contact.knownParts());
            case NOT_COUNTED -> {
                // It rang in vain, which the contract leaves out.
            }
        }
    }

    private void add(CellCounts counts, CountedInteraction contact, int knownParts) {
        counts.add(CellCounts.of(contact, knownParts, metric.waitBounds()));
    }

    private void addHandled(CountedInteraction counted, boolean known, Set<Part> parts, HandledMinutes.Each each) {
        if (!known) {
            add(Tallied.HANDLED_UNKNOWN, 1);
            return;
        }
        long millis = parts.stream()
                .mapToLong(part -> switch (part) {
                    case TALK -> counted.talkMillis();
                    case HOLD -> counted.holdMillis();
                    case WRAP_UP -> counted.wrapUpMillis();
                })
                .sum();
        add(Tallied.HANDLED, 1);
        add(Tallied.COUNTED_MILLIS, each.count(millis));
    }

    private void addResponse(Contact contact, ShareRespondedWithin.@Nullable ResponseBound within) {
        if (contact.details().firstResponseAt() == null) {
            return;
        }
        long respondedAt = contact.details().firstResponseAt().toEpochMilli();
        // By a clock that is a little off it may lie before the offer: then it took no time.
        long millis = clock.between(contact.counted().offeredAt(), respondedAt);
        add(Tallied.RESPONDED, 1);
        add(Tallied.RESPONSE_MILLIS, millis);
        add(Tallied.RESPONDED_IN_TIME, within != null && within.contains(millis) ? 1 : 0);
    }

    private void addRevenue(@Nullable Money revenue, String currency) {
        if (revenue == null || !revenue.currency().equals(currency)) {
            add(Tallied.WITHOUT_REVENUE, 1);
            return;
        }
        add(Tallied.WITH_REVENUE, 1);
        add(Tallied.REVENUE, revenue.amount().movePointRight(TEN_THOUSANDTHS).longValueExact());
    }

    public void add(CountedSurvey answer) {
        contacts.add(CellCounts.of(answer));
    }

    public void add(CountedEvaluation evaluation) {
        contacts.add(CellCounts.of(evaluation));
        switch (metric) {
            case QualityScore score
            when evaluation.isChosen(score) -> {
                add(Tallied.EVALUATIONS, 1);
                add(Tallied.SCORE, score(evaluation, score.fatal()));
            }
            case QualityPassRate rate
            when evaluation.isChosen(rate) -> {
                BigDecimal score = BigDecimal.valueOf(score(evaluation, rate.fatal()), THOUSANDTHS);
                add(Tallied.EVALUATIONS, 1);
                add(Tallied.PASSED, score.compareTo(rate.passMark()) >= 0 ? 1 : 0);
            }
            default -> {
                // It is of another form or instrument.
            }
        }
    }

    private static long score(CountedEvaluation evaluation, Set<ErrorClass> fatal) {
        return fatal.stream().anyMatch(evaluation::found) ? 0 : evaluation.scoreThousandths();
    }

    public void add(DeclaredMeasure measure) {
        if (!(metric instanceof DeclaredMeasureMetric declared)) {
            throw new IllegalArgumentException("nothing is declared of " + metric);
        }
        BigDecimal denominator = measure.denominator();
        if (declared.as() == DeclaredMeasureMetric.As.SUM || denominator != null) {
            add(Tallied.MEASURES, 1);
            add(Tallied.NUMERATOR, millionths(measure.numerator()));
            add(Tallied.DENOMINATOR, denominator == null ? 0 : millionths(denominator));
        }
    }

    private static long millionths(BigDecimal number) {
        return number.movePointRight(MILLIONTHS).longValueExact();
    }

    private void add(Tallied what, long number) {
        tallied.merge(what, number, Math::addExact);
    }

    @Override
    public long tallied(Tallied what) {
        return tallied.getOrDefault(what, 0L);
    }

    @Override
    public long contacts(Outcome outcome) {
        return contacts.contacts(outcome) + neverShort.contacts(outcome);
    }

    @Override
    public long waitMillis(Outcome outcome) {
        return contacts.waitMillis(outcome) + neverShort.waitMillis(outcome);
    }

    @Override
    public long contactsWithin(Outcome outcome, WaitBound bound) {
        return contacts.contactsWithin(outcome, bound);
    }

    @Override
    public HandledContacts handled(Set<Part> parts) {
        return contacts.handled(parts);
    }

    @Override
    public long transferred() {
        return contacts.transferred();
    }

    @Override
    public long handedBack() {
        return contacts.handedBack();
    }

    @Override
    public ScoredEvaluations scored(QualityScore metric) {
        return contacts.scored(metric);
    }

    @Override
    public JudgedEvaluations judged(CriticalErrorAccuracy metric) {
        return contacts.judged(metric);
    }

    @Override
    public CsatAnswers csat(int scale) {
        return contacts.csat(scale);
    }

    @Override
    public long csatAtLeast(int scale, int points) {
        return contacts.csatAtLeast(scale, points);
    }

    @Override
    public NpsAnswers nps() {
        return contacts.nps();
    }

    @Override
    public ResolvedAnswers resolved() {
        return contacts.resolved();
    }
}
