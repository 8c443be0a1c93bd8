package sla.bench.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.model.event.RejectionCode;

/** Figures per source, as planned or as found. Totals of plans without common records can be added. */
public final class Totals {
    private final Map<String, Map<Figure, Long>> figures = new TreeMap<>();
    private final Map<String, Map<RejectionCode, Long>> rejections = new TreeMap<>();

    public void add(String source, Figure figure, long amount) {
        if (amount != 0) {
            figures.computeIfAbsent(source, _ -> new EnumMap<>(Figure.class)).merge(figure, amount, Long::sum);
        }
    }

    public void addRejected(String source, RejectionCode code, long messages) {
        if (messages != 0) {
            rejections
                    .computeIfAbsent(source, _ -> new EnumMap<>(RejectionCode.class))
                    .merge(code, messages, Long::sum);
        }
    }

    public void add(Totals other) {
        other.figures.forEach((source, more) -> more.forEach((figure, amount) -> add(source, figure, amount)));
        other.rejections.forEach((source, more) -> more.forEach((code, amount) -> addRejected(source, code, amount)));
    }

    public long get(String source, Figure figure) {
        return figures.getOrDefault(source, Map.of()).getOrDefault(figure, 0L);
    }

    /** Over all sources. */
    public long sum(Figure figure) {
        return figures.keySet().stream()
                .mapToLong(source -> get(source, figure))
                .sum();
    }

    public Map<String, Map<Figure, Long>> figures() {
        return Collections.unmodifiableMap(figures);
    }

    public Map<String, Map<RejectionCode, Long>> rejections() {
        return Collections.unmodifiableMap(rejections);
    }

    /** Each difference in words, with this as what was planned; empty if all is equal. */
    public List<String> differences(Totals found) {
        List<String> differences = new ArrayList<>();
        Totals every = new Totals();
        every.add(this);
        every.add(found);
        every.figures.forEach((source, numbers) -> numbers.keySet()
                .forEach(figure ->
                        compare(differences, source + ' ' + figure, get(source, figure), found.get(source, figure))));
        every.rejections.forEach((source, numbers) -> numbers.keySet()
                .forEach(code -> compare(
                        differences, source + ' ' + code, rejected(source, code), found.rejected(source, code))));
        return differences;
    }

    private static void compare(List<String> differences, String what, long planned, long found) {
        if (planned != found) {
            differences.add(what + ": planned " + planned + ", found " + found);
        }
    }

    private long rejected(String source, RejectionCode code) {
        return rejections.getOrDefault(source, Map.of()).getOrDefault(code, 0L);
    }

    void countMessage(Source source) {
        add(source.id(), Figure.MESSAGES, 1);
        add(source.id(), Figure.ACCEPTED, 1);
    }

    void countDuplicate(Source source) {
        add(source.id(), Figure.DUPLICATES, 1);
    }

    void countFault(Faulty faulty) {
        String source = faulty.source().id();
        add(source, Figure.MESSAGES, 1);
        add(source, Figure.REJECTED, 1);
        addRejected(source, faulty.fault().code(), 1);
    }

    /** The revision of a contact that counts in the end. */
    void countContact(Contact contact) {
        String source = contact.queue().source().id();
        add(source, Figure.RECORDS, 1);
        switch (contact.outcome()) {
            case ANSWERED -> {
                add(source, Figure.ANSWERED, 1);
                add(source, Figure.WAIT_ANSWERED, contact.waitMillis());
                add(source, Figure.TALK, contact.talkMillis());
                add(source, Figure.HOLD, Math.max(0, contact.holdMillis()));
                add(source, Figure.WRAP_UP, contact.wrapUpMillis());
            }
            case ABANDONED -> countLeft(source, Figure.ABANDONED, Figure.WAIT_ABANDONED, contact);
            case OVERFLOWED -> countLeft(source, Figure.OVERFLOWED, Figure.WAIT_OVERFLOWED, contact);
            case CALLBACK_REQUESTED -> countLeft(source, Figure.CALLBACK_REQUESTED, Figure.WAIT_CALLBACK, contact);
            case REFUSED -> add(source, Figure.REFUSED, 1);
            case LEFT_IN_MENU -> add(source, Figure.LEFT_IN_MENU, 1);
            case SELF_SERVED -> add(source, Figure.SELF_SERVED, 1);
        }
        add(source, Figure.TRANSFERRED, contact.transferred() ? 1 : 0);
    }

    private void countLeft(String source, Figure count, Figure wait, Contact contact) {
        add(source, count, 1);
        add(source, wait, contact.waitMillis());
    }

    void countScore(Score score) {
        String source = Scene.QUALITY.id();
        countMessage(Scene.QUALITY);
        add(source, Figure.RECORDS, 1);
        add(source, Figure.EVALUATIONS, 1);
        add(source, Figure.SCORE_THOUSANDTHS, score.tenths() * 100L);
        add(source, Figure.CUSTOMER_CRITICAL, score.customerErrors() > 0 ? 1 : 0);
        add(source, Figure.BUSINESS_CRITICAL, score.businessErrors() > 0 ? 1 : 0);
        add(source, Figure.COMPLIANCE_CRITICAL, score.complianceErrors() > 0 ? 1 : 0);
    }
}
