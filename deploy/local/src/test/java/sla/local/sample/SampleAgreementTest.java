package sla.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

class SampleAgreementTest {
    @Test
    void meridiansContractBeginsWithItsRecordsAndTheBanksWithItsCalls() {
        List<SampleAgreement> agreements = SampleAgreement.all(YearMonth.of(2031, 12));
        assertThat(agreements.stream().map(SampleAgreementTest::read).map(Agreement::effectiveFrom))
                .containsExactly(LocalDate.of(1999, 1, 1), LocalDate.of(2031, 12, 1));
    }

    private static Agreement read(SampleAgreement sample) {
        return switch (AgreementReader.read(sample.text())) {
            case AgreementReader.Read read -> read.agreement();
            case AgreementReader.Refused refused -> throw new AssertionError(refused.errors());
        };
    }
}
