package sla.contract.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void endsLinesAsRfc4180Says() {
        assertThat(Csv.row(List.of("a", "", "b"))).isEqualTo("a,,b\r\n");
    }

    @Test
    void quotesCommasQuotesAndLineBreaks() {
        assertThat(Csv.row(List.of("a,b", "say \"yes\"", "two\nlines", "two\r\nlines")))
                .isEqualTo("\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\"two\r\nlines\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+cmd",
                "-cmd",
                "@SUM(A1)",
                "  =1",
                "-1+2",
                "-1/2",
                "+1e5",
                "--1",
                "-",
                "=",
                "-1.",
                "-.5",
                "- 5",
                "-5 EUR",
                "＝1",
                "-500.00 × 2"
            })
    void putsAnApostropheBeforeWhatASpreadsheetWouldRun(String text) {
        assertThat(Csv.row(List.of(text))).isEqualTo("'" + text + "\r\n");
    }

    @Test
    void putsAnApostropheBeforeTabsAndLineBreaksToo() {
        assertThat(Csv.row(List.of("\t=1"))).isEqualTo("'\t=1\r\n");
        assertThat(Csv.row(List.of("\tplain"))).isEqualTo("'\tplain\r\n");
        assertThat(Csv.row(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
        assertThat(Csv.row(List.of("\n-x\n"))).isEqualTo("\"'\n-x\n\"\r\n");
    }

    @Test
    void neutralisesBeforeItQuotes() {
        assertThat(Csv.row(List.of("=HYPERLINK(\"http://a\",\"b\")")))
                .isEqualTo("\"'=HYPERLINK(\"\"http://a\"\",\"\"b\"\")\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({"-8500.00", "+2500.00", "-17", "0", "1234567.89", "-0.5"})
    void leavesNumbersAlone(String number) {
        assertThat(Csv.row(List.of(number))).isEqualTo(number + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "17 × -500.00", "4.2", "x@y", "(-1)"})
    void leavesOtherTextAlone(String text) {
        assertThat(Csv.row(List.of(text))).isEqualTo(text + "\r\n");
    }
}
