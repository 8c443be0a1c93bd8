package sla.ingest.event;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Line;
import sla.model.event.Outcome;
import sla.model.event.QualityEvaluation;
import sla.model.json.Json;

/** The names of a closed set as they stand on the wire. */
final class Choice<E extends Enum<E>> {
    static final Choice<Channel> CHANNEL = new Choice<>(Channel.class);
    static final Choice<Direction> DIRECTION = new Choice<>(Direction.class);
    static final Choice<Outcome> OUTCOME = new Choice<>(Outcome.class);
    static final Choice<Line> LINE = new Choice<>(Line.class);
    static final Choice<QualityEvaluation.Instrument> INSTRUMENT = new Choice<>(QualityEvaluation.Instrument.class);
    static final Choice<QualityEvaluation.Status> STATUS = new Choice<>(QualityEvaluation.Status.class);

    private final Map<String, E> byName = new LinkedHashMap<>();

    private Choice(Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            byName.put(nameOf(constant), constant);
        }
    }

    static String nameOf(Enum<?> constant) {
        return Json.MAPPER.convertValue(constant, String.class);
    }

    @Nullable
    E find(String name) {
        return byName.get(name);
    }

    /** For the sender: {@code inbound, outbound}. */
    String allowed() {
        return String.join(", ", byName.keySet());
    }
}
