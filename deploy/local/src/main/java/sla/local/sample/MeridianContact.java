package sla.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sla.local.event.InteractionDraft;
import sla.model.event.Channel;
import sla.model.event.Line;
import sla.model.event.Outcome;

/** Makes up single contacts of the vendor {@code meridian}. */
final class MeridianContact {
    static final String VOICE_QUEUE = "service-voice";
    static final String CHAT_QUEUE = "service-chat";
    static final String EMAIL_QUEUE = "service-email";
    static final String SECOND_LINE_QUEUE = "second-line";
    static final List<String> QUEUES = List.of(VOICE_QUEUE, CHAT_QUEUE, EMAIL_QUEUE, SECOND_LINE_QUEUE);

    private static final List<String> SITES = List.of("lisbon", "lisbon", "krakow");
    private static final List<String> LANGUAGES = List.of("nl", "nl", "nl", "en", "de");
    private static final int AGENTS = 40;

    private MeridianContact() {}

    static InteractionDraft voice(Chance chance, Instant offeredAt) {
        InteractionDraft call = firstLine(chance, Channel.VOICE, VOICE_QUEUE, offeredAt);
        if (chance.perMille(50)) {
            return call.left(Outcome.ABANDONED, chance.around(Duration.ofSeconds(40)));
        }
        if (chance.perMille(10)) {
            return call.left(Outcome.OVERFLOWED, Duration.ofMinutes(2));
        }
        if (chance.perMille(10)) {
            return call.left(Outcome.CALLBACK_REQUESTED, chance.around(Duration.ofSeconds(60)));
        }
        Duration hold = chance.perMille(250) ? chance.around(Duration.ofSeconds(40)) : Duration.ZERO;
        call.answered(chance.around(Duration.ofSeconds(14)), talk(chance, Duration.ofSeconds(230)), hold);
        return call.agent(agent(chance));
    }

    static InteractionDraft chat(Chance chance, Instant offeredAt) {
        InteractionDraft chat = firstLine(chance, Channel.CHAT, CHAT_QUEUE, offeredAt);
        if (chance.perMille(80)) {
            return chat.left(Outcome.ABANDONED, chance.around(Duration.ofSeconds(70)));
        }
        Duration wait = chance.around(Duration.ofSeconds(25));
        return chat.answered(wait, talk(chance, Duration.ofSeconds(480)), null)
                .firstResponseAt(offeredAt.plus(wait).plus(chance.around(Duration.ofSeconds(15))))
                .agent(agent(chance));
    }

    static InteractionDraft email(Chance chance, Instant offeredAt) {
        Duration wait = Duration.ofMinutes(10).plus(chance.around(Duration.ofHours(5)));
        Duration writing = talk(chance, Duration.ofMinutes(5));
        return firstLine(chance, Channel.EMAIL, EMAIL_QUEUE, offeredAt)
                .answered(wait, writing, null)
                .firstResponseAt(offeredAt.plus(wait).plus(writing))
                .agent(agent(chance));
    }

    /** What the first line hands over, as a second leg of the journey. */
    static InteractionDraft secondLine(Chance chance, Instant offeredAt, String journey) {
        return new InteractionDraft(SampleSources.MERIDIAN, Channel.VOICE, SECOND_LINE_QUEUE, offeredAt)
                .at("lisbon", chance.oneOf(LANGUAGES), Line.SECOND)
                .journey(journey)
                .answered(chance.around(Duration.ofSeconds(45)), talk(chance, Duration.ofSeconds(420)), null)
                .agent(agent(chance));
    }

    private static InteractionDraft firstLine(Chance chance, Channel channel, String queue, Instant offeredAt) {
        return new InteractionDraft(SampleSources.MERIDIAN, channel, queue, offeredAt)
                .at(chance.oneOf(SITES), chance.oneOf(LANGUAGES), Line.FIRST)
                .sourceFormat("synthetic");
    }

    private static Duration talk(Chance chance, Duration mean) {
        return Duration.ofSeconds(15).plus(chance.around(mean.minusSeconds(15)));
    }

    private static String agent(Chance chance) {
        return "m-a" + chance.between(1, AGENTS);
    }
}
