package sla.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static sla.ingest.event.Events.call;
import static sla.ingest.event.Events.judge;
import static sla.ingest.event.Events.reasons;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sla.model.event.Interaction;
import sla.model.event.Outcome;
import sla.model.json.Json;
import sla.model.number.Money;
import sla.model.registration.SourceRegistration.RevisionKind;

/** The example: offered 09:15:00.250, answered 12.4 s later, ended 230 s after that, talk 215 s, hold 15 s. */
class InteractionTest {
    private static Interaction accepted(JsonNode event) {
        assertThat(reasons(judge(event))).isEmpty();
        return (Interaction) ((Verdict.Accepted) judge(event)).accepted().content();
    }

    /** A contact of that outcome that never met an agent. */
    private static Object[] left(String outcome, Object... more) {
        Object[] changes = {"outcome", outcome, "answeredAt", null, "talkMillis", null, "holdMillis", null};
        return with(changes, more);
    }

    @Test
    void derivesTheWaitOfAnAnsweredContactFromItsInstants() {
        Interaction interaction = accepted(call());

        assertThat(interaction.waitMillis()).isEqualTo(12_400);
        assertThat(interaction.answeredAt()).isEqualTo(Instant.parse("2026-03-01T09:15:12.650Z"));
        assertThat(interaction.leftQueueAt()).isNull();
    }

    @Test
    void derivesTheAnswerFromTheWait() {
        Interaction interaction = accepted(call("answeredAt", null, "waitMillis", 12_000));

        assertThat(interaction.waitMillis()).isEqualTo(12_000);
        assertThat(interaction.answeredAt()).isEqualTo(Instant.parse("2026-03-01T09:15:12.250Z"));
    }

    @Test
    void takesTheWaitAsGivenWhenItDiffersWithinTheTolerance() {
        assertThat(accepted(call("waitMillis", 14_400)).waitMillis()).isEqualTo(14_400);
        assertThat(accepted(call("waitMillis", 10_400)).waitMillis()).isEqualTo(10_400);
    }

    @ParameterizedTest
    @CsvSource({"14401", "10399"})
    void rejectsAWaitThatContradictsTheInstantsBeyondTheTolerance(long waitMillis) {
        assertThat(reasons(judge(call("waitMillis", waitMillis)))).containsExactly("CONTRADICTION /data/waitMillis");
    }

    @ParameterizedTest
    @CsvSource({"abandoned", "overflowed", "callback-requested"})
    void derivesWaitAndDepartureOfContactsThatWereNotAnswered(String outcome) {
        Interaction byInstant = accepted(call(left(outcome, "leftQueueAt", "2026-03-01T09:15:30.250Z")));
        Interaction byWait = accepted(call(left(outcome, "waitMillis", 30_000)));

        assertThat(byInstant.waitMillis()).isEqualTo(30_000);
        assertThat(byWait.leftQueueAt()).isEqualTo(Instant.parse("2026-03-01T09:15:30.250Z"));
        assertThat(byInstant).isEqualTo(byWait);
    }

    @ParameterizedTest
    @CsvSource({"refused", "left-in-menu", "self-served"})
    void derivesNothingForContactsThatWereNotOffered(String outcome) {
        Interaction interaction = accepted(call(left(outcome, "leftQueueAt", "2026-03-01T09:15:30.250Z")));

        assertThat(interaction.waitMillis()).isNull();
    }

    @Test
    void waitsZeroWhenTheAnswerIsBeforeTheOfferWithinTheTolerance() {
        Interaction interaction = accepted(call("answeredAt", "2026-03-01T09:14:58.250Z"));

        assertThat(interaction.waitMillis()).isZero();
        assertThat(interaction.answeredAt()).isEqualTo(Instant.parse("2026-03-01T09:14:58.250Z"));
    }

    @Test
    void rejectsAnAnswerBeforeTheOfferBeyondTheTolerance() {
        assertThat(reasons(judge(call("answeredAt", "2026-03-01T09:14:58.249Z"))))
                .containsExactly("NEGATIVE_DURATION /data/answeredAt");
        assertThat(reasons(judge(call("answeredAt", "2026-03-01T09:14:58.249Z", "waitMillis", 5000))))
                .containsExactly("NEGATIVE_DURATION /data/answeredAt");
    }

    @ParameterizedTest
    @CsvSource({
        "leftQueueAt, 2026-03-01T09:14:58.250Z, 2026-03-01T09:14:58.249Z",
        "firstResponseAt, 2026-03-01T09:14:58.250Z, 2026-03-01T09:14:58.249Z",
        "endedAt, 2026-03-01T09:15:10.650Z, 2026-03-01T09:15:10.649Z",
        "wrapUpEndedAt, 2026-03-01T09:19:00.650Z, 2026-03-01T09:19:00.649Z"
    })
    void rejectsInstantsReversedBeyondTheTolerance(String name, String justAccepted, String rejected) {
        Object[] silent = {"talkMillis", null, "holdMillis", null, "wrapUpMillis", null};

        assertThat(reasons(judge(call(with(silent, name, justAccepted))))).isEmpty();
        assertThat(reasons(judge(call(with(silent, name, rejected)))))
                .containsExactly("NEGATIVE_DURATION /data/" + name);
    }

    private static Object[] with(Object[] changes, Object... more) {
        Object[] all = Arrays.copyOf(changes, changes.length + more.length);
        System.arraycopy(more, 0, all, changes.length, more.length);
        return all;
    }

    @ParameterizedTest
    @CsvSource({"waitMillis", "ringMillis", "talkMillis", "holdMillis", "wrapUpMillis"})
    void rejectsNegativeDurations(String name) {
        assertThat(reasons(judge(call(name, -1)))).containsExactly("NEGATIVE_DURATION /data/" + name);
    }

    @Test
    void rejectsTalkAndHoldLongerThanTheConversationBeyondTheTolerance() {
        assertThat(reasons(judge(call("talkMillis", 217_000)))).isEmpty();
        assertThat(reasons(judge(call("talkMillis", 217_001)))).containsExactly("PARTS_EXCEED_WHOLE /data/talkMillis");
        assertThat(reasons(judge(call("talkMillis", null, "holdMillis", 232_001))))
                .containsExactly("PARTS_EXCEED_WHOLE /data/holdMillis");
    }

    @Test
    void measuresTheConversationFromADerivedAnswerToo() {
        assertThat(reasons(judge(call("answeredAt", null, "waitMillis", 12_400, "talkMillis", 217_001))))
                .containsExactly("PARTS_EXCEED_WHOLE /data/talkMillis");
    }

    @Test
    void rejectsRingingLongerThanTheWaitBeyondTheTolerance() {
        assertThat(reasons(judge(call("ringMillis", 14_400)))).isEmpty();
        assertThat(reasons(judge(call("ringMillis", 14_401)))).containsExactly("PARTS_EXCEED_WHOLE /data/ringMillis");
    }

    @Test
    void rejectsWrapUpLongerThanItsInstantsBeyondTheTolerance() {
        String end = "2026-03-01T09:19:32.650Z";

        assertThat(reasons(judge(call("wrapUpEndedAt", end, "wrapUpMillis", 32_000))))
                .isEmpty();
        assertThat(reasons(judge(call("wrapUpEndedAt", end, "wrapUpMillis", 32_001))))
                .containsExactly("PARTS_EXCEED_WHOLE /data/wrapUpMillis");
    }

    @ParameterizedTest
    @CsvSource({"abandoned", "overflowed", "callback-requested", "refused"})
    void rejectsAnAnswerOfAContactThatNeverMetAnAgent(String outcome) {
        assertThat(reasons(judge(call(left(outcome, "waitMillis", 1000, "answeredAt", "2026-03-01T09:15:12.650Z")))))
                .containsExactly("CONTRADICTION /data/answeredAt");
        assertThat(reasons(judge(call(left(outcome, "waitMillis", 1000, "talkMillis", 2001)))))
                .containsExactly("CONTRADICTION /data/talkMillis");
        assertThat(reasons(judge(call(left(outcome, "waitMillis", 1000, "talkMillis", 2000, "holdMillis", 0)))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"left-in-menu", "self-served"})
    void allowsAMenuToAnswerAndTalk(String outcome) {
        assertThat(reasons(judge(call("outcome", outcome)))).isEmpty();
    }

    @Test
    void usesTheToleranceOfTheSource() {
        var exact = Events.source("meridian", RevisionKind.NUMBER, Duration.ZERO);

        assertThat(reasons(judge(call("waitMillis", 12_400), exact))).isEmpty();
        assertThat(reasons(judge(call("waitMillis", 12_401), exact))).containsExactly("CONTRADICTION /data/waitMillis");
    }

    @Test
    void rejectsADerivedWaitOfMoreThan31Days() {
        Object[] open = {"endedAt", null, "offeredAt", "2026-01-01T00:00:00Z"};

        assertThat(reasons(judge(call(with(open, "answeredAt", "2026-02-01T00:00:00Z")))))
                .isEmpty();
        assertThat(reasons(judge(call(with(open, "answeredAt", "2026-02-01T00:00:00.001Z")))))
                .containsExactly("INVALID_VALUE /data/answeredAt");
    }

    @Test
    void missingWrapUpStaysUnknown() {
        assertThat(accepted(call("wrapUpMillis", null)).wrapUpMillis()).isNull();
        assertThat(accepted(call("wrapUpMillis", null, "wrapUpEndedAt", "2026-03-01T09:19:32.650Z"))
                        .wrapUpMillis())
                .isNull();
    }

    @Test
    void takesSecondSixtyAsFiftyNine() {
        assertThat(accepted(call("endedAt", "2026-03-01T09:19:60.900Z")).endedAt())
                .isEqualTo(Instant.parse("2026-03-01T09:19:59.900Z"));
    }

    @Test
    void cutsInstantsToMillisecondsAndTextsOfTheirBlanks() {
        Interaction interaction = accepted(call(
                "offeredAt",
                " 2026-03-01T10:15:00.250999+01:00 ",
                "queue",
                " service-voice\u00e9 ",
                "task",
                " ",
                "waitMillis",
                12_400));

        assertThat(interaction.offeredAt()).isEqualTo(Instant.parse("2026-03-01T09:15:00.250Z"));
        assertThat(interaction.queue()).isEqualTo("service-voice\u00e9");
        assertThat(interaction.task()).isNull();
    }

    @Test
    void keepsTwoInstantsOfARepeatedHourApart() {
        Interaction summer = accepted(
                call("offeredAt", "2025-10-26T02:30:00+02:00", "answeredAt", null, "waitMillis", 0, "endedAt", null));
        Interaction winter = accepted(
                call("offeredAt", "2025-10-26T02:30:00+01:00", "answeredAt", null, "waitMillis", 0, "endedAt", null));

        assertThat(Duration.between(summer.offeredAt(), winter.offeredAt())).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @EnumSource
    void givesEveryOfferedOutcomeAWait(Outcome outcome) {
        String name = Choice.nameOf(outcome);
        Interaction interaction = outcome == Outcome.ANSWERED
                ? accepted(call())
                : accepted(call(left(name, "leftQueueAt", "2026-03-01T09:15:30.250Z")));

        assertThat(interaction.waitMillis() != null).isEqualTo(outcome.offered());
    }

    @Test
    void readsRevenueWithTheDecimalsOfItsCurrency() {
        JsonNode revenue = Json.MAPPER.valueToTree(Map.of("amount", "12.5", "currency", "EUR"));

        assertThat(accepted(call("revenue", revenue)).revenue()).isEqualTo(new Money(new BigDecimal("12.50"), "EUR"));
    }
}
