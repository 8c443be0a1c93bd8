package sla.evaluator.rule;

import static sla.evaluator.metric.ContactList.contact;

import java.math.BigDecimal;
import java.util.List;
import sla.evaluator.metric.ContactList;
import sla.model.agreement.AbandonmentRate;
import sla.model.agreement.AverageHandleTime;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.Metric;
import sla.model.agreement.QualityScore;
import sla.model.agreement.ServiceLevel;
import sla.model.agreement.ShareWaitingLonger;
import sla.model.agreement.Volume;
import sla.model.event.Outcome;

/** Makes up contacts that give a metric exactly a wanted value. */
final class ContactsGiving {
    /** Longer than every threshold and short limit in use. */
    private static final String LONG = "100000";

    private ContactsGiving() {}

    static ContactList value(Metric metric, BigDecimal value) {
        long all = BigDecimal.valueOf(100)
                .movePointRight(Math.max(0, value.scale()))
                .longValueExact();
        long hits = value.movePointRight(Math.max(0, value.scale())).longValueExact();
        return switch (metric) {
            case AverageSpeedOfAnswer _ -> ContactList.of(contact(Outcome.ANSWERED, value.toPlainString(), 1));
            case AverageHandleTime _ ->
                new ContactList(
                        List.of(new ContactList.Contact(
                                Outcome.ANSWERED, BigDecimal.ONE, value, BigDecimal.ZERO, BigDecimal.ZERO, 1L)),
                        List.of());
            case ServiceLevel _ ->
                ContactList.of(contact(Outcome.ANSWERED, "0", hits), contact(Outcome.ANSWERED, LONG, all - hits));
            case AbandonmentRate _ ->
                ContactList.of(contact(Outcome.ABANDONED, LONG, hits), contact(Outcome.ANSWERED, "0", all - hits));
            case ShareWaitingLonger _ ->
                ContactList.of(contact(Outcome.ANSWERED, LONG, hits), contact(Outcome.ANSWERED, "0", all - hits));
            case QualityScore _ -> new ContactList(List.of(), List.of(new ContactList.Score("form", null, value)));
            case Volume volume -> volume(volume, value.longValueExact());
        };
    }

    private static ContactList volume(Volume volume, long count) {
        String name =
                volume.of() == Volume.Kind.OFFERED ? "ANSWERED" : volume.of().name();
        return ContactList.of(contact(Outcome.valueOf(name), "0", count));
    }
}
