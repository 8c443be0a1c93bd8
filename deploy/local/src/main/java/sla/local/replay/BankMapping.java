package sla.local.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import sla.local.event.CloudEvents;
import sla.local.event.InteractionDraft;
import sla.local.event.OutgoingEvent;
import sla.model.event.Channel;
import sla.model.event.Outcome;

/**
 * Reads the bank's rows as interactions of the vendor {@code bank}. Waits and service times are taken as they stand;
 * hold and wrap-up are not in the data and stay unknown. Customers are not sent.
 *
 * @param daysLater by how many days everything is moved; the local times of day stay
 */
record BankMapping(String source, long daysLater) {
    private static final String VENDOR = "bank";
    private static final ZoneId ZONE = ZoneId.of("Asia/Jerusalem");
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("yyMMdd");
    private static final String NO_AGENT = "NO_SERVER";

    /** Empty for a PHANTOM: a row without a call. */
    Optional<OutgoingEvent> event(BankRow row) {
        if (row.result() == BankRow.Result.PHANTOM) {
            return Optional.empty();
        }
        LocalDate date = row.date().plusDays(daysLater);
        // The day as moved: the same row on two days is two calls, not one call with two contents.
        String recordId = COMPACT.format(date) + '-' + row.line() + '-' + row.callId();
        InteractionDraft call = call(row, instant(date, row.queued() ? row.queueStart() : row.menuExit()));
        return Optional.of(CloudEvents.of(source, recordId, 1, call.finishedAt(), call.build()));
    }

    private static InteractionDraft call(BankRow row, Instant offeredAt) {
        InteractionDraft call =
                new InteractionDraft(VENDOR, Channel.VOICE, row.type(), offeredAt).sourceFormat("anonymous-bank-1999");
        Duration wait = Duration.ofSeconds(row.queueSeconds());
        if (row.result() == BankRow.Result.AGENT) {
            return call.answered(wait, Duration.ofSeconds(row.serviceSeconds()), null)
                    .agent(row.server().equals(NO_AGENT) ? null : row.server());
        }
        // Who hung up without ever waiting gave up in the menu and was not offered to anybody.
        return row.queued() ? call.left(Outcome.ABANDONED, wait) : call;
    }

    /** A time that the clocks skipped in spring is read as if they had not been changed yet: no call is lost. */
    private static Instant instant(LocalDate date, int secondOfDay) {
        return date.atStartOfDay().plusSeconds(secondOfDay).atZone(ZONE).toInstant();
    }
}
