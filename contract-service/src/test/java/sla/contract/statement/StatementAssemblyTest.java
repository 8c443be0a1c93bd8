package sla.contract.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sla.contract.testing.EvaluationFixture;
import sla.model.agreement.Agreement;
import sla.model.agreement.AverageSpeedOfAnswer;
import sla.model.agreement.FirstContactResolution;
import sla.model.agreement.FirstContactResolution.By;
import sla.model.agreement.FirstContactResolution.Repeats;
import sla.model.agreement.Kpi;
import sla.model.agreement.Metric;
import sla.model.event.EventType;
import sla.model.number.Money;
import sla.model.registration.SourceRegistration;

class StatementAssemblyTest {
    private static final EvaluationFixture FIXTURE = EvaluationFixture.of("bank", "bank-inhouse", "1999-01");
    /** Midnight in Jerusalem at the end of January 1999 (UTC+2). */
    private static final Instant END = Instant.parse("1999-01-31T22:00:00Z");

    static final Agreement AGREEMENT = new Agreement(
            "bank",
            1,
            "Inhouse contact centre",
            new Agreement.Party("Anonymous Bank Ltd", "IL1"),
            new Agreement.Vendor("bank-inhouse", "Contact Centre Unit", "IL2"),
            LocalDate.parse("1999-01-01"),
            null,
            EvaluationFixture.ZONE,
            "EUR",
            "PO-77",
            "outside the scope of VAT",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Agreement.Interpretation(
                    "no-minimum-sample",
                    "asa",
                    "4.2",
                    "Any number of calls counts",
                    "Vendor management",
                    LocalDate.of(1998, 12, 15))));

    static final SourceRegistration SOURCE = new SourceRegistration(
            "bank-acd",
            "Telephone platform",
            Set.of("bank-inhouse"),
            EnumSet.of(EventType.INTERACTION),
            Duration.ofSeconds(1),
            null,
            null,
            null,
            null);

    @Test
    void namesBothSidesPeriodAndTerms() {
        Statement statement = at(END);
        assertThat(statement.id()).isEqualTo("bank:1999-01");
        assertThat(statement.status()).isEqualTo(StatementStatus.DRAFT);
        assertThat(statement.title()).isEqualTo("Inhouse contact centre");
        assertThat(statement.buyer()).isEqualTo(new Statement.Party("Anonymous Bank Ltd", "IL1"));
        assertThat(statement.vendor()).isEqualTo(new Statement.Vendor("bank-inhouse", "Contact Centre Unit", "IL2"));
        assertThat(statement.purchaseOrder()).isEqualTo("PO-77");
        assertThat(statement.taxTreatment()).isEqualTo("outside the scope of VAT");
        assertThat(statement.period())
                .isEqualTo(new Statement.StatementPeriod(
                        "1999-01", EvaluationFixture.ZONE, Instant.parse("1998-12-31T22:00:00Z"), END, null));
        assertThat(statement.sources())
                .containsExactly(new Statement.StatementSource(
                        "bank-acd", "Telephone platform", Duration.ofSeconds(1), EvaluationFixture.COMPLETENESS));
        assertThat(statement.completeness()).isEqualTo(EvaluationFixture.COMPLETENESS);
        assertThat(statement.interpretations())
                .singleElement()
                .satisfies(reading -> assertThat(reading.reading()).isEqualTo("Any number of calls counts"));
        assertThat(statement.notes()).isEmpty();
    }

    @Test
    void keepsBonusAndMalusApart() {
        Statement statement = at(END);
        assertThat(statement.bonus()).isEqualTo(money("2500.00"));
        assertThat(statement.malus()).isEqualTo(money("-8500.00"));
        assertThat(statement.lines()).hasSize(3);
    }

    @Test
    void isLiveUntilThePeriodEnds() {
        assertThat(at(END.minusMillis(1)).live()).isTrue();
        assertThat(at(END).live()).isFalse();
    }

    /** Customers have seven days from the end on; journeys 24 hours. */
    @Test
    void saysThatWhatIsOverIsProvisionalWhileItCanStillChange() {
        Agreement waiting = new Agreement(
                "bank",
                1,
                "Inhouse contact centre",
                AGREEMENT.buyer(),
                AGREEMENT.vendor(),
                AGREEMENT.effectiveFrom(),
                null,
                EvaluationFixture.ZONE,
                "EUR",
                null,
                null,
                List.of(),
                List.of(
                        kpi("fcr", new FirstContactResolution(By.NO_REPEAT, 7, Repeats.LOT)),
                        kpi("asa", new AverageSpeedOfAnswer())),
                List.of(),
                List.of(),
                List.of());

        assertThat(notes(waiting, END.minusMillis(1))).isEmpty();
        assertThat(notes(waiting, END))
                .singleElement()
                .asString()
                .startsWith("Provisional until 1999-02-07T22:00:00Z at least:")
                .endsWith("still counts for fcr.");
        assertThat(notes(waiting, Instant.parse("1999-02-07T21:59:59.999Z"))).hasSize(1);
        assertThat(notes(waiting, Instant.parse("1999-02-07T22:00:00Z"))).isEmpty();
    }

    private static List<String> notes(Agreement agreement, Instant now) {
        return StatementAssembly.assemble(FIXTURE.published(3), agreement, List.of(), null, List.of(), now)
                .notes();
    }

    private static Kpi kpi(String id, Metric metric) {
        return new Kpi(id, id, null, "voice", metric, null, null, null, null, true);
    }

    @Test
    void saysSoIfTheAgreementIsNotKnownHere() {
        Statement statement = StatementAssembly.assemble(FIXTURE.published(3), null, List.of(), null, List.of(), END);
        assertThat(statement.notes()).hasSize(1).first().asString().contains("Version 1 of agreement 'bank'");
        assertThat(statement.vendor().id()).isEqualTo("bank-inhouse");
        assertThat(statement.buyer()).isNull();
        assertThat(statement.malus()).isEqualTo(money("-8500.00"));
    }

    static Statement at(Instant now) {
        return StatementAssembly.assemble(FIXTURE.published(3), AGREEMENT, List.of(SOURCE), null, List.of(), now);
    }

    private static Money money(String amount) {
        return new Money(new java.math.BigDecimal(amount), "EUR");
    }
}
