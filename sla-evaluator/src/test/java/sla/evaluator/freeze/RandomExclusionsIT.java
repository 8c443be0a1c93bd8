package sla.evaluator.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sla.evaluator.evaluation.Evaluations;
import sla.evaluator.fact.StoredBatches;
import sla.evaluator.term.TermTable;
import sla.evaluator.testing.Contacts;
import sla.evaluator.testing.Contracts;
import sla.evaluator.testing.Evaluated;
import sla.evaluator.testing.Servers;
import sla.model.agreement.Agreement;
import sla.model.evaluation.Evaluation;
import sla.model.evaluation.KpiResult;
import sla.model.event.Outcome;
import sla.model.term.ExcludedRecord;
import sla.model.term.Exclusion;
import sla.model.term.ExclusionKind;
import sla.model.term.TermEntry;
import sla.model.term.TermStatus;

/** Random ranges and records, in the night in which clocks go forward, against counting what is left from a list. */
@QuarkusTest
@WithTestResource(Servers.class)
class RandomExclusionsIT {
    private static final String AGREEMENT = "freeze-random";
    private static final Instant NIGHT = Instant.parse("2026-03-28T22:00:00Z");
    private static final int MINUTES = 360;
    private static final int ROUNDS = 40;

    @Inject
    FreezeTrial trial;

    @Inject
    StoredBatches batches;

    @Inject
    TermTable terms;

    @Inject
    Evaluations evaluations;

    private record Call(String id, String queue, Instant offeredAt, long waitMillis, long talkMillis) {
        Instant endedAt() {
            return offeredAt.plusMillis(waitMillis + talkMillis);
        }

        long startedMinutes() {
            return (talkMillis + 59_999) / 60_000;
        }
    }

    @AfterEach
    void forget() throws SQLException {
        trial.execute("delete from term");
        trial.forget();
    }

    @Test
    void whatIsLeftIsWhatAListOfContactsGives() throws SQLException {
        long seed = 5_1808;
        Random random = new Random(seed);
        trial.begin();
        trial.execute("delete from term");
        Agreement agreement = agreement();
        trial.store(agreement);
        List<Call> calls = IntStream.range(0, 600)
                .mapToObj(i -> new Call(
                        "r-" + i,
                        random.nextBoolean() ? "support" : "sales",
                        // Many on the minute itself.
                        NIGHT.plusMillis(random.nextInt(MINUTES) * 60_000L
                                + (random.nextInt(3) == 0 ? 0 : random.nextInt(60_000))),
                        random.nextInt(60_000),
                        1 + random.nextInt(200_000)))
                .toList();
        batches.store(calls.stream()
                .map(call -> Contacts.record(
                        call.id(),
                        1,
                        Contacts.contact(
                                call.queue(),
                                Outcome.ANSWERED,
                                call.offeredAt().toString(),
                                call.waitMillis(),
                                call.talkMillis())))
                .toList());
        for (int round = 0; round < ROUNDS; round++) {
            trial.execute("delete from term");
            List<Exclusion> exclusions = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                exclusions.add(exclusion("ex-" + i, random));
            }
            for (Exclusion exclusion : exclusions) {
                terms.store(exclusion);
            }
            Evaluation evaluation = evaluations.of(Evaluated.period(agreement, LocalDate.of(2026, 3, 1)));
            String where = "seed " + seed + ", round " + round + ": " + exclusions;
            List<Call> all = calls.stream()
                    .filter(call -> !isOut(call, call.offeredAt(), "all", exclusions))
                    .toList();
            List<Call> ended = calls.stream()
                    .filter(call -> !isOut(call, call.endedAt(), "all", exclusions))
                    .toList();
            List<Call> sales = calls.stream()
                    .filter(call -> call.queue().equals("sales"))
                    .filter(call -> !isOut(call, call.offeredAt(), "sales", exclusions))
                    .toList();
            assertThat(counts(evaluation, 0)).as(where).containsEntry("answered", (long) all.size());
            assertThat(counts(evaluation, 0).get("answeredWithinThreshold"))
                    .as(where)
                    .isEqualTo(all.stream()
                            .filter(call -> call.waitMillis() <= 20_000)
                            .count());
            assertThat(counts(evaluation, 1)).as(where).containsEntry("answered", (long) ended.size());
            assertThat(evaluation.kpis().get(2).value())
                    .as(where)
                    .isEqualByComparingTo(String.valueOf(
                            sales.stream().mapToLong(Call::startedMinutes).sum()));
            assertThat(leftOut(evaluation, "in-time") + all.size()).as(where).isEqualTo(calls.size());
        }
    }

    private static TreeMap<String, Long> counts(Evaluation evaluation, int kpi) {
        KpiResult result = evaluation.kpis().get(kpi);
        return new TreeMap<>(result.counts());
    }

    private static long leftOut(Evaluation evaluation, String kpi) {
        return evaluation.reliefs().stream()
                .flatMap(relief -> relief.kpis().stream())
                .filter(change -> change.kpi().equals(kpi))
                .mapToLong(change -> change.leftOut().get("answered"))
                .sum();
    }

    private static boolean isOut(Call call, Instant at, String lot, List<Exclusion> exclusions) {
        for (Exclusion exclusion : exclusions) {
            boolean here = exclusion.lots().isEmpty() || exclusion.lots().contains(lot);
            boolean then = exclusion.from() != null && !at.isBefore(exclusion.from()) && at.isBefore(exclusion.to());
            boolean listed = exclusion.records().stream()
                    .anyMatch(record -> record.recordId().equals(call.id()));
            if (here && (then || listed)) {
                return true;
            }
        }
        return false;
    }

    private static Exclusion exclusion(String id, Random random) {
        boolean range = random.nextInt(4) > 0;
        int from = random.nextInt(MINUTES);
        List<ExcludedRecord> records = range
                ? List.of()
                : random.ints(8, 0, 620)
                        .distinct()
                        .mapToObj(i -> new ExcludedRecord("calls", "r-" + i))
                        .toList();
        return new Exclusion(
                id,
                AGREEMENT,
                ExclusionKind.FORCE_MAJEURE,
                "Flood",
                range ? NIGHT.plusSeconds(from * 60L) : null,
                range ? NIGHT.plusSeconds((from + 1 + random.nextInt(90)) * 60L) : null,
                range && random.nextBoolean() ? List.of(random.nextBoolean() ? "all" : "sales") : List.of(),
                List.of(),
                records,
                List.of(
                        new TermEntry(TermStatus.PROPOSED, "vendor", NIGHT, null),
                        new TermEntry(TermStatus.APPROVED, "buyer", NIGHT.plusSeconds(random.nextInt(9)), null)));
    }

    private static Agreement agreement() {
        return Contracts.read("""
                agreement: %s
                version: 1
                title: Random
                buyer: {legalName: Buyer}
                vendor: {id: va, legalName: Vendor A}
                effectiveFrom: 2026-03-01
                zone: Europe/Amsterdam
                currency: EUR
                lots: [{id: all, title: All work}, {id: sales, title: Sales, where: {queue: [sales]}}]
                kpis:
                  - {id: in-time, title: In time, lot: all, reportedOnly: true,
                     metric: {type: service-level, threshold: {seconds: 20, bound: at-most}, abandons: failures}}
                  - {id: ended, title: Ended, lot: all, attribution: ended, reportedOnly: true,
                     metric: {type: average-speed-of-answer}}
                  - {id: minutes, title: Started minutes, lot: sales, reportedOnly: true,
                     metric: {type: handled-minutes, parts: [talk], each: {seconds: 60, steps: started}}}
                rules: []
                """.formatted(AGREEMENT));
    }
}
