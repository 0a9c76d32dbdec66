package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** The mapping for a public log of events, tried on a few invented rows of its form, quirks included. */
class RequestForPaymentMappingTest {

    private static final String EVENTS = """
            case_id,timestamp,event,resource,role
            r1,2018-06-01T15:34:34.000+02:00,Request For Payment SUBMITTED by EMPLOYEE,STAFF MEMBER,EMPLOYEE
            r1,2018-06-01T15:34:34.000+02:00,Request For Payment FINAL_APPROVED by SUPERVISOR,STAFF MEMBER,SUPERVISOR
            r1,2018-06-05T17:32:08.000+02:00,Payment Handled,SYSTEM,UNDEFINED
            r2,2018-06-02T10:00:00.000+02:00,Request For Payment SUBMITTED by EMPLOYEE,STAFF MEMBER,EMPLOYEE
            r2,2018-06-03T23:59:59.000+02:00,Request For Payment REJECTED by SUPERVISOR,STAFF MEMBER,SUPERVISOR
            r3,2018-06-04T00:00:00.000+02:00,Request For Payment SAVED by EMPLOYEE,STAFF MEMBER,EMPLOYEE
            """;

    private static final String CASES = """
            case_id,requested_amount,organizational_entity,project,activity,cost_type
            r1,137.526310289752,organizational unit 1,project 1,UNKNOWN,0
            r2,59.5670241146779,organizational unit 2,project 1,UNKNOWN,0
            r3,0.0,organizational unit 1,project 2,UNKNOWN,0
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path table() {
        Cli.write(folder, "cases.csv", CASES);
        return Cli.write(folder, "events.csv", EVENTS);
    }

    private Path mapping() {
        return Cli.write(folder, "mapping.yaml", Cli.resource("mappings/bpi2020-request-for-payment.yaml"));
    }

    @Test
    void readsEveryRowAndSeesTheOpenRequestsOfADay() {
        Outcome check = Cli.run("check", table(), "-m", mapping(), "--format", "json");
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .contains("\"rows_usable\": 9,", "2 rows: amount rounded to the decimals of its currency");
        // r3 begins a day later, and r1 is paid two days later; 137.53 and 59.57 are unscheduled
        assertThat(forecast(table(), mapping())).contains(",EUR,stage-weighted,0.00,0.00,0.00,197.10\n");
    }

    private static String forecast(Path table, Path mapping) {
        Outcome forecast = Cli.run(
                "forecast", table, "-m", mapping, "--as-of", "2018-06-03", "--period", "month", "--format", "csv");
        assertThat(forecast.err()).isEmpty();
        return forecast.out();
    }

    @Test
    void writesFactsThatEveryCommandReadsAgain() {
        Path facts = folder.resolve("facts.csv");
        Outcome written = Cli.run("import", table(), "-m", mapping(), "--out", facts);
        assertThat(written.err()).isEmpty();
        assertThat(written.code()).isZero();
        assertThat(written.out()).endsWith("12 facts of 3 deals are in " + facts + "\n");
        String process = Cli.resource("mappings/bpi2020-request-for-payment.yaml");
        Path again = Cli.write(
                folder,
                "facts.yaml",
                "rows: facts\nzone: Europe/Amsterdam\n"
                        + process.substring(process.indexOf("process:"), process.indexOf("columns:")));
        assertThat(forecast(facts, again)).isEqualTo(forecast(table(), mapping()));
        Outcome refused = Cli.run("import", facts, "-m", again, "--out", facts);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--out must not be a file that is read");
    }
}
