package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingProposalTest {

    private static final String TABLE = """
            Deal ID;Deal Stage;Created On;Expected Close;Closed Date;Amount;Sales Rep;Customer;Region
            A1;Qualify;05.01.2026;30.09.2026;;1.200,50;Ann;Acme;North
            A2;Closed Won;06.01.2026;;13.05.2026;800;Bob;Zenith;South
            A3;Closed Lost;06.01.2026;;14.05.2026;70,25;Bob;Acme;South
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void proposesWhatReadsTheTableAtOnce() {
        Path file = Samples.write(folder, "deals.csv", TABLE);
        String proposal = Imports.propose(file);
        assertThat(proposal)
                .contains(
                        "separator: \";\"",
                        "dates: [\"d.M.yyyy\"]",
                        "numbers: {decimal: \",\", grouping: \".\"",
                        "  id: \"Deal ID\"",
                        "  stage: \"Deal Stage\"",
                        "  created: \"Created On\"",
                        "  expected_close: \"Expected Close\"",
                        "  closed: \"Closed Date\"",
                        "  amount: \"Amount\"",
                        "  owner: \"Sales Rep\"",
                        "  account: \"Customer\"",
                        "  \"Region\": \"Region\"",
                        "{id: \"closed-won\", in_file: \"Closed Won\", kind: won}",
                        "{id: \"closed-lost\", in_file: \"Closed Lost\", kind: lost}");
        ImportResult result =
                Imports.run(ImportMapping.parse(proposal.replace("2000-01-01", "2026-06-30"), "proposed.yaml"), file);
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs().get(0).latest().amount()).contains(Money.parse("EUR 1200.50"));
    }

    @Test
    void saysWhatItIsUnsureOf() {
        String proposal = Imports.propose(
                Samples.write(folder, "deals.csv", "What,Opened,Price\nx,02/03/2026,5\nx,04/05/2026,6\n"));
        assertThat(proposal)
                .contains(
                        "# unsure: created could also be written as M/d/yyyy",
                        "currency: EUR                    # unsure",
                        "  id: {row_number: true}         # unsure",
                        "  stage: {value: open}           # unsure");
    }

    @Test
    void refusesWhatIsNoTable() {
        assertThatThrownBy(() -> Imports.propose(folder.resolve("none.csv")))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("none.csv: must exist, is not there; check the path");
    }
}
