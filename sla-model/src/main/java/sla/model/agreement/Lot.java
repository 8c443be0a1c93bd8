package sla.model.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Line;

/**
 * The part of the work to which a KPI applies. A contact is in the lot if it has one of the listed values in every
 * dimension that is listed; an unlisted dimension does not matter. A contact whose value is unknown is in no lot that
 * lists the dimension.
 *
 * @param hours id of opening hours: what happens at other times is not in the lot; absent if that does not matter
 */
public record Lot(
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) String title,
        Filter where,
        @Nullable String hours) {

    public Lot {
        where = where == null ? Filter.ALL : where;
    }

    /** One that is served at all hours. */
    public Lot(String id, String title, @Nullable Filter where) {
        this(id, title, where == null ? Filter.ALL : where, null);
    }

    /** The listed values by dimension; an empty set does not restrict, and is absent in JSON. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Filter(
            Set<String> site,
            Set<String> queue,
            Set<Channel> channel,
            Set<String> language,
            Set<Line> line,
            Set<Direction> direction) {
        public static final Filter ALL = new Filter(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

        public Filter {
            site = copy(site);
            queue = copy(queue);
            channel = copy(channel);
            language = copy(language);
            line = copy(line);
            direction = copy(direction);
        }

        private static <T> Set<T> copy(@Nullable Set<T> values) {
            return values == null ? Set.of() : Collections.unmodifiableSet(new LinkedHashSet<>(values));
        }

        public boolean matches(
                @Nullable String site,
                String queue,
                Channel channel,
                @Nullable String language,
                @Nullable Line line,
                @Nullable Direction direction) {
            return allows(this.site, site)
                    && allows(this.queue, queue)
                    && allows(this.channel, channel)
                    && allows(this.language, language)
                    && allows(this.line, line)
                    && allows(this.direction, direction);
        }

        private static <T> boolean allows(Set<T> values, @Nullable T value) {
            return values.isEmpty() || (value != null && values.contains(value));
        }
    }
}
