package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** The mapping for a public data set, tried on a few invented rows of its form, quirks included. */
class MavenCrmMappingTest {

    private static final String DEALS = """
            opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value
            A1,Ann Example,GTX Basic,Acme,Won,2017-08-20,2017-09-28,560
            A2,Ann Example,GTXPro,Acme,Lost,2017-09-01,2017-10-20,0
            A3,Bob Example,MG Special,,Engaging,2017-09-15,,
            A4,Bob Example,GTXPro,Acme,Won,2017-09-20,2017-11-02,4700
            A5,Bob Example,GTXPro,,Prospecting,,,
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void readsEveryRowAndJoinsListPricesForOpenDeals() {
        Path table = Cli.write(folder, "sales_pipeline.csv", DEALS.replace("\n", "\r\n"));
        Cli.write(
                folder,
                "products.csv",
                "product,series,sales_price\r\nGTX Basic,GTX,550\r\nGTX Pro,GTX,4821\r\nMG Special,MG,55\r\n");
        Cli.write(
                folder,
                "sales_teams.csv",
                "sales_agent,manager,regional_office\r\nAnn Example,Mia,East\r\nBob Example,Max,West\r\n");
        Cli.write(folder, "accounts.csv", "account,sector,office_location\r\nAcme,technolgy,Kenya\r\n");
        Path mapping = Cli.write(folder, "mapping.yaml", Cli.resource("mappings/maven-crm.yaml"));

        Outcome check = Cli.run("check", table, "-m", mapping, "--format", "json");
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("\"rows_usable\": 5,", "sales_price");

        Outcome forecast = Cli.run(
                "forecast",
                table,
                "-m",
                mapping,
                "--as-of",
                "2017-10-01",
                "--period",
                "month",
                "--periods",
                5,
                "--by",
                "region",
                "--format",
                "csv");
        // as of 2017-10-01 the deals A2, A3 and A4 were open at their list prices and due 138 days after they began
        assertThat(forecast.out()).isEqualTo("""
                        as_of,period_start,period_end,segment,currency,strategy,closed,expected,overdue,unscheduled
                        2017-10-01,2017-10-01,2017-10-31,East,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2017-10-01,2017-10-31,West,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2017-11-01,2017-11-30,East,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2017-11-01,2017-11-30,West,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2017-12-01,2017-12-31,East,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2017-12-01,2017-12-31,West,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2018-01-01,2018-01-31,East,USD,stage-weighted,0.00,3037.23,0.00,0.00
                        2017-10-01,2018-01-01,2018-01-31,West,USD,stage-weighted,0.00,34.65,0.00,0.00
                        2017-10-01,2018-02-01,2018-02-28,East,USD,stage-weighted,0.00,0.00,0.00,0.00
                        2017-10-01,2018-02-01,2018-02-28,West,USD,stage-weighted,0.00,3037.23,0.00,0.00
                        """);
    }
}
