package sla.evaluator.fact;

import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;
import sla.model.agreement.Attribution;
import sla.model.time.Span;

/**
 * Where records may count otherwise: those of a vendor in a period, since a snapshot was taken.
 *
 * @param attributions by which contacts are put into the period
 * @param judged whether evaluations and survey answers count too
 */
public record ChangeScope(Snapshot snapshot, String vendor, Span span, Set<Attribution> attributions, boolean judged) {

    /**
     * Names all records whose count can have changed: what counts now came since (late, moved in); what counted then does
     * not any more, because something came since (revised, retracted, moved out); something came since and voided what
     * was above a content that counts again. Judgements change with themselves, and with their contact. One parameter:
     * the vendor.
     */
    String candidates() {
        String contacts = """
                with wanted as materialized (select ?::text as vendor),
                contacts as (
                    select f.source, f.record_id from fact f join series s on s.id = f.series_id
                    where f.type = 'interaction' and s.vendor = (select vendor from wanted)
                      and {inPeriod:f} {months:f} and {since:f}
                    union
                    select f.source, f.record_id from fact f join series s on s.id = f.series_id
                    where f.type = 'interaction' and s.vendor = (select vendor from wanted) and not f.effective
                      and {inPeriod:f} {months:f} and {somethingSince:f}
                    union
                    select n.source, n.record_id from fact n
                    where not n.effective and {since:n} and exists (
                        select from fact f join series s on s.id = f.series_id
                        where f.source = n.source and f.record_id = n.record_id and f.type = 'interaction'
                          and s.vendor = (select vendor from wanted) and {inPeriod:f})
                )
                """;
        String judgements = """
                , judgements as (
                    select e.source, e.record_id from fact e
                    where e.type in ('quality-evaluation', 'survey-answer') and {since:e} and {judgesInPeriod}
                    union
                    select e.source, e.record_id from fact e
                    where e.type in ('quality-evaluation', 'survey-answer') and not e.effective and {judgesInPeriod}
                      and {somethingSince:e}
                    union
                    select e.source, e.record_id from fact n
                    join fact e on e.source = n.source and e.record_id = n.record_id and e.type in ('quality-evaluation', 'survey-answer')
                    where not n.effective and {since:n} and {judgesInPeriod}
                    union
                    select e.source, e.record_id from contacts c
                    join fact e on e.reference_source = c.source and e.reference_record_id = c.record_id
                    where e.type in ('quality-evaluation', 'survey-answer')
                    union
                    select e.source, e.record_id from fact e
                    where e.type in ('quality-evaluation', 'survey-answer') and {occurred} and exists (
                        select from fact later where later.source = e.reference_source
                          and later.record_id = e.reference_record_id and {since:later})
                )
                """;
        String all = judged ? "(select * from contacts union select * from judgements)" : "(select * from contacts)";
        String sql = contacts + (judged ? judgements : "") + "select source, record_id from " + all
                + " as found order by source collate \"C\", record_id collate \"C\"";
        return filled(sql);
    }

    private String filled(String sql) {
        String judgesInPeriod = """
                (({occurred}) or exists (select from fact c where c.source = e.reference_source
                    and c.record_id = e.reference_record_id and c.type = 'interaction' and {inPeriod:c}))""".replace("{occurred}", within("e.occurred_at"));
        String filled = sql.replace("{judgesInPeriod}", judgesInPeriod).replace("{occurred}", within("e.occurred_at"));
        for (String fact : Set.of("f", "e", "c", "n", "later")) {
            filled = filled.replace("{inPeriod:" + fact + "}", inPeriod(fact))
                    .replace("{months:" + fact + "}", months(fact))
                    .replace("{since:" + fact + "}", snapshot.since(fact))
                    .replace(
                            "{somethingSince:" + fact + "}",
                            "exists (select from fact later where later.source = " + fact
                                    + ".source and later.record_id = " + fact + ".record_id and "
                                    + snapshot.since("later") + ")");
        }
        return filled;
    }

    private String inPeriod(String fact) {
        String moments = attributions.stream()
                .filter(attribution -> attribution != Attribution.EVALUATED)
                .sorted()
                .map(attribution -> switch (attribution) {
                    case OFFERED -> "offered_at";
                    case LEFT_QUEUE -> "left_queue_at";
                    case ENDED -> "ended_at";
                    case EVALUATED -> throw new IllegalStateException();
                })
                .map(column -> within(fact + "." + column))
                .collect(Collectors.joining(" or "));
        return moments.isEmpty() ? "false" : "(" + moments + ")";
    }

    private String within(String moment) {
        return moment + " >= timestamptz '" + span.startInclusive() + "' and " + moment + " < timestamptz '"
                + span.endExclusive() + "'";
    }

    /** The partitions of facts that can hold what was offered before the period ended, and in it if nothing else counts. */
    private String months(String fact) {
        String last = fact + ".month < timestamp '" + utc(span.endExclusive().toString()) + "'";
        boolean offeredOnly = attributions.stream()
                .allMatch(attribution -> attribution == Attribution.OFFERED || attribution == Attribution.EVALUATED);
        return offeredOnly
                ? "and " + last + " and " + fact + ".month >= date '"
                        + span.startInclusive()
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDate()
                                .withDayOfMonth(1) + "'"
                : "and " + last;
    }

    private static String utc(String instant) {
        return instant.replace("Z", "");
    }
}
