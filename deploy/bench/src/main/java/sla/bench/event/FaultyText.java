package sla.bench.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import sla.bench.plan.Contact;
import sla.bench.plan.PlannedEvent.Faulty;
import sla.bench.plan.Scene;
import sla.bench.plan.Score;

/** Messages with one fault each: a good one, in which one thing is changed. They are few, so text will do. */
final class FaultyText {
    /** One byte more than is accepted. */
    private static final int GIANT = 256 * 1024 + 1;

    private FaultyText() {}

    static byte[] of(Faulty faulty, EventWriter writer) {
        Contact contact = faulty.contact();
        byte[] good = writer.interaction(contact, faulty.source().id());
        return switch (faulty.fault()) {
            case NOTHING -> new byte[0];
            case GIANT -> giant(good);
            case SEMICOLONS -> ByteText.ascii("recordId;queue;wait\n" + contact.recordId() + ";billing;12");
            case OLD_ENVELOPE -> changed(good, "\"specversion\":\"1.0\"", "\"specversion\":\"0.3\"");
            case FOREIGN_TYPE -> changed(good, "sla.interaction.v1", "com.example.call");
            case FUTURE_TYPE -> changed(good, "sla.interaction.v1", "sla.interaction.v9");
            case NO_QUEUE -> changed(good, "\"queue\":", "\"skill\":");
            case NUMBERED_QUEUE -> replaced(good, "queue", "7");
            case STRANGE_OUTCOME -> changed(good, "\"outcome\":\"answered\"", "\"outcome\":\"lost\"");
            case OTHER_SOURCE -> replaced(good, "source", "\"somebody-else\"");
            case STRANGER -> good;
            case OTHER_VENDOR -> replaced(good, "vendor", '"' + otherVendor(contact) + '"');
            case OTHER_KIND -> otherKind(contact, writer);
            case DATED_REVISION -> changed(good, "\"revision\":1", "\"revision\":\"2026-03-01T09:20:00Z\"");
            case LONG_AGO -> replaced(good, "offeredAt", "\"1985-10-26T01:21:00Z\"");
            case FAR_AHEAD -> replaced(good, "offeredAt", "\"2215-10-21T16:29:00Z\"");
            case NEGATIVE_TALK -> replaced(good, "talkMillis", "-4000");
            case OTHER_WAIT -> replaced(good, "waitMillis", Long.toString(contact.waitMillis() + 600_000));
            case LONG_TALK -> replaced(good, "talkMillis", Long.toString(contact.talkMillis() + 600_000));
        };
    }

    private static byte[] giant(byte[] good) {
        byte[] giant = Arrays.copyOf(good, GIANT);
        Arrays.fill(giant, good.length, GIANT, (byte) ' ');
        return giant;
    }

    private static byte[] otherKind(Contact contact, EventWriter writer) {
        Score score = new Score(contact.recordId(), contact, contact.endedAt(), Scene.FORMS.getFirst(), 875, 0, 0, 0);
        return writer.evaluation(score, contact.queue().source().id());
    }

    private static String otherVendor(Contact contact) {
        int own = Scene.VENDORS.indexOf(contact.queue().vendor());
        return Scene.VENDORS.get((own + 1) % Scene.VENDORS.size());
    }

    private static byte[] replaced(byte[] good, String field, String value) {
        String text = new String(good, StandardCharsets.US_ASCII);
        int begin = text.indexOf('"' + field + "\":") + field.length() + 3;
        int end = text.charAt(begin) == '"' ? text.indexOf('"', begin + 1) + 1 : text.indexOf(',', begin);
        return ByteText.ascii(text.substring(0, begin) + value + text.substring(end));
    }

    private static byte[] changed(byte[] good, String from, String to) {
        return ByteText.ascii(new String(good, StandardCharsets.US_ASCII).replace(from, to));
    }
}
