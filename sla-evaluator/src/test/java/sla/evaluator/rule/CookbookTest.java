package sla.evaluator.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sla.evaluator.agreement.AgreementVersions;
import sla.model.agreement.Agreement;
import sla.model.agreement.AgreementReader;

/**
 * Works every row of {@code docs/cookbook.md}. A section has a complete document, behind it what later versions say
 * otherwise, and at least one table of amounts.
 */
class CookbookTest {
    private static final MarkdownText PAGE = MarkdownText.of("cookbook.md");

    @Test
    void everyRowPaysWhatItSays() {
        assertThat(PAGE.sections()).hasSizeGreaterThan(20);
        for (MarkdownText section : PAGE.sections()) {
            assertThat(new WorkedTables(versions(section.documents()), true).work(section))
                    .as(section.heading())
                    .isPositive();
        }
        assertThat(PAGE.text().split("\n```yaml")).hasSize(1 + PAGE.documents().size());
    }

    private static AgreementVersions versions(List<String> documents) {
        List<Agreement> versions = new ArrayList<>();
        String whole = documents.getFirst();
        versions.add(agreement(whole));
        for (String later : documents.subList(1, documents.size())) {
            whole = Fragment.into(whole, later);
            versions.add(agreement(whole));
        }
        return new AgreementVersions(versions.getFirst().agreement(), versions);
    }

    private static Agreement agreement(String document) {
        return switch (AgreementReader.read(document)) {
            case AgreementReader.Read(Agreement agreement, var warnings) when warnings.isEmpty() -> agreement;
            case AgreementReader.Result other -> throw new AssertionError(other.toString());
        };
    }
}
