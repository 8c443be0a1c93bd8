package sla.model.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import sla.model.event.Channel;
import sla.model.event.Direction;
import sla.model.event.Line;
import sla.model.json.Json;

class LotTest {

    @Test
    void withoutAFilterEveryContactIsIn() {
        assertThat(new Lot("all", "All", null).where()).isEqualTo(Lot.Filter.ALL);
        assertThat(Lot.Filter.ALL.matches(null, "PS", Channel.VOICE, null, null, null))
                .isTrue();
    }

    @Test
    void needsOneOfTheListedValuesInEveryListedDimension() {
        Lot.Filter filter = new Lot.Filter(
                Set.of("north"),
                Set.of("PS", "PE"),
                Set.of(Channel.VOICE),
                Set.of("he"),
                Set.of(Line.FIRST),
                Set.of(Direction.INBOUND));
        assertThat(filter.matches("north", "PE", Channel.VOICE, "he", Line.FIRST, Direction.INBOUND))
                .isTrue();
        assertThat(filter.matches("south", "PE", Channel.VOICE, "he", Line.FIRST, Direction.INBOUND))
                .isFalse();
        assertThat(filter.matches("north", "NE", Channel.VOICE, "he", Line.FIRST, Direction.INBOUND))
                .isFalse();
        assertThat(filter.matches("north", "PE", Channel.CHAT, "he", Line.FIRST, Direction.INBOUND))
                .isFalse();
        assertThat(filter.matches("north", "PE", Channel.VOICE, "en", Line.FIRST, Direction.INBOUND))
                .isFalse();
        assertThat(filter.matches("north", "PE", Channel.VOICE, "he", Line.SECOND, Direction.INBOUND))
                .isFalse();
        assertThat(filter.matches("north", "PE", Channel.VOICE, "he", Line.FIRST, Direction.OUTBOUND))
                .isFalse();
    }

    @Test
    void anUnknownValueIsInNoLotThatListsTheDimension() {
        Lot.Filter filter = new Lot.Filter(null, null, null, Set.of("he"), null, null);
        assertThat(filter.matches(null, "PS", Channel.VOICE, null, null, null)).isFalse();
        assertThat(filter.matches(null, "PS", Channel.VOICE, "he", null, null)).isTrue();
    }

    @Test
    void leavesUnlistedDimensionsOutOfItsJson() throws Exception {
        Lot lot = new Lot("ps", "Regular", new Lot.Filter(null, Set.of("PS"), null, null, null, null));
        String json = "{\"id\":\"ps\",\"title\":\"Regular\",\"where\":{\"queue\":[\"PS\"]}}";
        assertThat(Json.MAPPER.writeValueAsString(lot)).isEqualTo(json);
        assertThat(Json.MAPPER.readValue(json, Lot.class)).isEqualTo(lot);
    }
}
