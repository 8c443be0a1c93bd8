package sla.bench.event;

import static sla.bench.event.ByteText.ascii;

import sla.bench.plan.Contact;
import sla.bench.plan.PlannedEvent;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.bench.plan.PlannedEvent.Scored;
import sla.bench.plan.PlannedEvent.Sent;
import sla.bench.plan.Score;
import sla.model.event.Channel;
import sla.model.event.Outcome;

/**
 * Writes planned events as sources do: CloudEvents 1.0 in JSON. Written for speed, because the load must cost little
 * beside what it measures. Keeps its buffer, so it belongs to one thread.
 */
public final class EventWriter {
    private static final byte[] ENVELOPE = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] SOURCE = ascii("\",\"source\":\"");
    private static final byte[] INTERACTION_TYPE = ascii("\",\"type\":\"sla.interaction.v1\",\"time\":\"");
    private static final byte[] QUALITY_TYPE = ascii("\",\"type\":\"sla.quality-evaluation.v1\",\"time\":\"");
    private static final byte[] DATA = ascii("\",\"datacontenttype\":\"application/json\",\"data\":{\"recordId\":\"");
    private static final byte[] REVISION = ascii("\",\"revision\":");
    private static final byte[] VENDOR = ascii(",\"vendor\":\"");
    private static final byte[][] CHANNEL = {
        ascii("\",\"channel\":\"voice"), ascii("\",\"channel\":\"chat"), ascii("\",\"channel\":\"email")
    };
    private static final byte[] QUEUE = ascii("\",\"direction\":\"inbound\",\"queue\":\"");
    private static final byte[] OUTCOME = ascii("\",\"outcome\":\"");
    private static final byte[] OFFERED_AT = ascii("\",\"offeredAt\":\"");
    private static final byte[] ANSWERED_AT = ascii("\",\"answeredAt\":\"");
    private static final byte[] LEFT_QUEUE_AT = ascii("\",\"leftQueueAt\":\"");
    private static final byte[] ENDED_AT = ascii("\",\"endedAt\":\"");
    private static final byte[] WRAP_UP_ENDED_AT = ascii("\",\"wrapUpEndedAt\":\"");
    private static final byte[] WAIT = ascii("\",\"waitMillis\":");
    private static final byte[] TALK = ascii(",\"talkMillis\":");
    private static final byte[] HOLD = ascii(",\"holdMillis\":");
    private static final byte[] WRAP_UP = ascii(",\"wrapUpMillis\":");
    private static final byte[] AGENT = ascii(",\"agent\":\"a-");
    private static final byte[] TRANSFERRED = ascii("\",\"transferred\":true");
    private static final byte[] NOT_TRANSFERRED = ascii("\",\"transferred\":false");
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] SITE = ascii(",\"site\":\"");
    private static final byte[] LANGUAGE = ascii("\",\"language\":\"");
    private static final byte[] END = ascii("\",\"line\":\"first\"}}");

    private static final byte[] REFERENCE = ascii("\",\"interaction\":{\"source\":\"");
    private static final byte[] RECORD_ID = ascii("\",\"recordId\":\"");
    private static final byte[] EVALUATED_AT = ascii("\"},\"evaluatedAt\":\"");
    private static final byte[] FORM = ascii("\",\"form\":\"");
    private static final byte[] SCORE = ascii("\",\"formVersion\":\"2\",\"score\":");
    private static final byte[] CUSTOMER = ascii(",\"criticalErrors\":{\"customer\":");
    private static final byte[] BUSINESS = ascii(",\"business\":");
    private static final byte[] COMPLIANCE = ascii(",\"compliance\":");
    private static final byte[] SCORE_END = ascii("},\"instrument\":\"random-recording\",\"status\":\"released\"}}");

    private final ByteText text = new ByteText();

    /** For the partition: all messages about one record share it. */
    public byte[] key(PlannedEvent event) {
        return ascii(
                switch (event) {
                    case Sent sent -> sent.contact().recordId();
                    case Scored scored -> scored.score().recordId();
                    case Faulty faulty -> faulty.contact().recordId();
                });
    }

    public byte[] value(PlannedEvent event) {
        return switch (event) {
            case Sent sent ->
                interaction(sent.contact(), sent.contact().queue().source().id());
            case Scored scored -> evaluation(scored.score(), scored.source().id());
            case Faulty faulty -> FaultyText.of(faulty, this);
        };
    }

    byte[] interaction(Contact contact, String source) {
        text.clear().put(ENVELOPE).put(contact.recordId()).put('/').put(contact.revision());
        text.put(SOURCE).put(source).put(INTERACTION_TYPE).putInstant(contact.wrapUpEndedAt());
        text.put(DATA).put(contact.recordId()).put(REVISION).put(contact.revision());
        text.put(VENDOR)
                .put(contact.queue().vendor())
                .put(channel(contact.queue().channel()));
        text.put(QUEUE).put(contact.queue().name()).put(OUTCOME).put(outcome(contact.outcome()));
        text.put(OFFERED_AT).putInstant(contact.offeredAt());
        if (contact.answered()) {
            putConversation(contact);
        } else if (contact.outcome().offered()) {
            text.put(LEFT_QUEUE_AT).putInstant(contact.leftQueueAt());
            text.put(WAIT).put(contact.waitMillis());
        } else {
            text.put(QUOTE);
        }
        text.put(SITE).put(contact.site()).put(LANGUAGE).put(contact.language()).put(END);
        return text.copy();
    }

    private void putConversation(Contact contact) {
        text.put(ANSWERED_AT).putInstant(contact.leftQueueAt());
        text.put(ENDED_AT).putInstant(contact.endedAt());
        text.put(WRAP_UP_ENDED_AT).putInstant(contact.wrapUpEndedAt());
        text.put(WAIT).put(contact.waitMillis()).put(TALK).put(contact.talkMillis());
        if (contact.holdMillis() != Contact.UNKNOWN) {
            text.put(HOLD).put(contact.holdMillis());
        }
        text.put(WRAP_UP).put(contact.wrapUpMillis());
        text.put(AGENT).put(contact.agent()).put(contact.transferred() ? TRANSFERRED : NOT_TRANSFERRED);
    }

    byte[] evaluation(Score score, String source) {
        Contact contact = score.contact();
        text.clear().put(ENVELOPE).put(score.recordId()).put(SOURCE).put(source);
        text.put(QUALITY_TYPE).putInstant(score.evaluatedAt());
        text.put(DATA).put(score.recordId()).put(REVISION).put(1);
        text.put(VENDOR).put(contact.queue().vendor());
        text.put(REFERENCE).put(contact.queue().source().id());
        text.put(RECORD_ID).put(contact.recordId());
        text.put(EVALUATED_AT).putInstant(score.evaluatedAt());
        text.put(FORM).put(score.form());
        text.put(SCORE).put(score.tenths() / 10).put('.').put(score.tenths() % 10);
        text.put(CUSTOMER).put(score.customerErrors());
        text.put(BUSINESS).put(score.businessErrors());
        text.put(COMPLIANCE).put(score.complianceErrors()).put(SCORE_END);
        return text.copy();
    }

    private static byte[] channel(Channel channel) {
        return switch (channel) {
            case VOICE -> CHANNEL[0];
            case CHAT -> CHANNEL[1];
            case EMAIL -> CHANNEL[2];
            case MESSAGING, SOCIAL, VIDEO, CALLBACK, TASK ->
                throw new IllegalArgumentException("No queue of the plan has the channel " + channel);
        };
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case ANSWERED -> "answered";
            case ABANDONED -> "abandoned";
            case OVERFLOWED -> "overflowed";
            case CALLBACK_REQUESTED -> "callback-requested";
            case REFUSED -> "refused";
            case LEFT_IN_MENU -> "left-in-menu";
            case SELF_SERVED -> "self-served";
        };
    }
}
