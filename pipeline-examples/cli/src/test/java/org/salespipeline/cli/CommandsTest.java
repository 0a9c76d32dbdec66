package org.salespipeline.cli;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

class CommandsTest {

    private static final String CSV_HEADER =
            "as_of,period_start,period_end,segment,currency,strategy,closed,expected,overdue,unscheduled\n";

    @TempDir
    private Path folder = Path.of("");

    private Path table = Path.of("");
    private Path mapping = Path.of("");

    @BeforeEach
    void writeSoundInput() {
        table = Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND);
        mapping = Cli.write(folder, "mapping.yaml", Cli.MAPPING);
    }

    private Outcome fine(Object... args) {
        Object[] words = new Object[args.length + 2];
        words[0] = args[0];
        words[1] = table;
        words[2] = "--mapping=" + mapping;
        System.arraycopy(args, 1, words, 3, args.length - 1);
        Outcome outcome = Cli.run(words);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).doesNotContain("\r");
        return outcome;
    }

    @Test
    void forecastsByQuarterFromTheOneThatHoldsTheDayOfTheExport() {
        assertThat(fine("forecast", "--periods", 2, "--format", "csv").out())
                .isEqualTo(CSV_HEADER
                        + "2026-06-30,2026-04-01,2026-06-30,all,EUR,stage-weighted,500.20,0.00,70.00,30.00\n"
                        + "2026-06-30,2026-07-01,2026-09-30,all,EUR,stage-weighted,0.00,1500.05,0.00,0.00\n");
    }

    @Test
    void forecastsByMonthAndOwnerAsOfAnEarlierDay() {
        assertThat(fine(
                                "forecast",
                                "--as-of",
                                "2026-06-01",
                                "--period",
                                "month",
                                "--periods",
                                2,
                                "--by",
                                "owner",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo(CSV_HEADER
                        + "2026-06-01,2026-06-01,2026-06-30,ada,EUR,stage-weighted,0.00,350.14,0.00,0.00\n"
                        + "2026-06-01,2026-06-01,2026-06-30,bo,EUR,stage-weighted,0.00,0.00,70.00,30.00\n"
                        + "2026-06-01,2026-07-01,2026-07-31,ada,EUR,stage-weighted,0.00,0.00,0.00,0.00\n"
                        + "2026-06-01,2026-07-01,2026-07-31,bo,EUR,stage-weighted,0.00,1400.00,0.00,0.00\n");
    }

    @Test
    void forecastsADealAfterTheWinAsClosed() {
        Cli.write(
                folder,
                "mapping.yaml",
                Cli.MAPPING.replace(
                        "    - {id: lost,",
                        "    - {id: delivery, in_file: Delivery, kind: post_sales}\n    - {id: lost,"));
        Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND.replace("D3,Closed Won", "D3,Delivery"));
        assertThat(fine("forecast", "--periods", 1, "--format", "csv").out())
                .isEqualTo(CSV_HEADER
                        + "2026-06-30,2026-04-01,2026-06-30,all,EUR,stage-weighted,500.20,0.00,70.00,30.00\n");
    }

    @Test
    void forecastsFiscalYears() {
        assertThat(fine("forecast", "--period", "year", "--periods", 1, "--fiscal-start", "april", "--format", "csv")
                        .out())
                .isEqualTo(CSV_HEADER
                        + "2026-06-30,2026-04-01,2027-03-31,all,EUR,stage-weighted,500.20,1500.05,70.00,30.00\n");
        String byEnd = fine("forecast", "--period", "year", "--periods", 1, "--fiscal-start", "4")
                .out();
        assertThat(byEnd).contains("FY2027");
        String byStart = fine(
                        "forecast",
                        "--period",
                        "year",
                        "--periods",
                        1,
                        "--fiscal-start",
                        "4",
                        "--fiscal-year",
                        "by_start")
                .out();
        assertThat(byStart).contains("FY2026");
    }

    @Test
    void warnsOfAProcessThatIsSoundAndDoubtful() {
        String warning = "stage negotiate has no stagnation limit, so its deals never count as stagnant;"
                + " set stagnantAfterDays";
        assertThat(fine("check").out()).contains("\nWarnings about the process\n  " + warning + "\n\nProblems\n");
        assertThat(fine("check", "--format", "json").out()).contains("\"warnings\": [\n    \"" + warning + "\"\n  ]");
    }

    @Test
    void saysWhyADayIsNone() {
        Outcome outcome = Cli.run("forecast", table, "-m", mapping, "--as-of", "2026-13-01");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("--as-of", "must be a day that exists, as 2026-09-30, was 2026-13-01")
                .doesNotContain("java.");
    }

    @Test
    void givesOneForecastPerCurrency() {
        Cli.write(folder, "deals.csv", Cli.HEADER + Cli.SOUND + "D6,Negotiate,2026-02-05,,2026-07-15,1000,JPY,ada\n");
        assertThat(fine("forecast", "--periods", 1, "--format", "csv").out())
                .isEqualTo(CSV_HEADER
                        + "2026-06-30,2026-04-01,2026-06-30,all,EUR,stage-weighted,500.20,0.00,70.00,30.00\n"
                        + "2026-06-30,2026-04-01,2026-06-30,all,JPY,stage-weighted,0,0,0,0\n");
        assertThat(fine("forecast", "--currency", "JPY", "--periods", 2, "--format", "csv")
                        .out())
                .isEqualTo(CSV_HEADER
                        + "2026-06-30,2026-04-01,2026-06-30,all,JPY,stage-weighted,0,0,0,0\n"
                        + "2026-06-30,2026-07-01,2026-09-30,all,JPY,stage-weighted,0,700,0,0\n");
    }

    @Test
    void forecastsByEveryStrategy() {
        assertThat(expected("commit", "--past", 1)).isEqualTo("0.00");
        assertThat(expected("most-likely", "--past", 1)).isEqualTo("0.00");
        assertThat(expected("best-case", "--calls", "reset")).isEqualTo("0.00");
        assertThat(expected("pipeline", "--past", 1)).isEqualTo("3000.50");
        // what is known begins on 2026-01-05; in the second quarter 500.20 were won
        assertThat(expected("last-period", "--past", 1)).isEqualTo("500.20");
        assertThat(expected("mean-of-last", "--past", 1)).isEqualTo("500.20");
        assertThat(expected("mean-of-last", "--past", 2)).isEmpty();
        assertThat(expected("same-period-last-year", "--past", 1)).isEmpty();
        assertThat(expected("same-period-last-quarter", "--past", 1)).isEqualTo("500.20");
        assertThat(expected("drift", "--past", 2)).isEmpty();
        assertThat(expected("closed-so-far", "--past", 1)).isEqualTo("0.00");
        assertThat(expected("run-rate", "--past", 1)).isEmpty();
    }

    /** What is expected in the third quarter. */
    private String expected(String strategy, Object... more) {
        Object[] words = {"forecast", "--strategy", strategy, "--periods", 2, "--format", "csv", more[0], more[1]};
        String[] lines = fine(words).out().split("\n", -1);
        return lines[2].split(",", -1)[7];
    }

    @Test
    void whatAStrategyCannotSayIsUnknownAndSaysWhy() {
        String[] ask = {"forecast", "--strategy", "same-period-last-year", "--periods", "1", "--as-of", "2026-06-15"};
        assertThat(fine((Object[]) ask).out())
                .contains("unknown", "what is known begins on 2026-01-05")
                .contains("same-period-last-year forecast as of 2026-06-15, amounts in EUR");
        assertThat(fine(ask[0], ask[1], ask[2], ask[3], ask[4], ask[5], ask[6], "--format", "json")
                        .out())
                .contains("\"expected\": null,");
    }

    @Test
    void tellsTheChanceOfAQuota() {
        String[] lines = fine("forecast", "--strategy", "standard", "--quota", "1000", "--periods", 2)
                .out()
                .split("\n", -1);
        assertThat(lines).anyMatch(line -> line.startsWith("standard forecast as of 2026-06-30, amounts in EUR"));
        assertThat(lines).anyMatch(line -> line.matches("revenue +mean( +\\d+ %){5}   chance of 1,000.00 or more"));
        assertThat(lines).anyMatch(line -> line.matches("2026-Q3( +[\\d,]+\\.\\d\\d){6}   \\d+ %"));
    }

    @Test
    void drawsHowFarRevenueMaySpread() {
        String out = fine("forecast", "--strategy", "standard", "--quota", "1000", "--periods", 2)
                .out();
        assertThat(out)
                .containsPattern("\n2026-Q3  .*[|Q=].*\n96 periods of 100")
                .contains("; Q is the quota\n");
    }

    @Test
    void ranksTheDealsOnWhichTheQuotaHangs() {
        Object[] ask = {"forecast", "--strategy", "standard", "--quota", "1000", "--periods", "2", "--what-matters"};
        assertThat(fine(ask).out())
                .containsPattern("\nwhat matters in 2026-Q3 for 1,000.00, chance \\d+\\.\\d %\n"
                        + "deal +amount +chance +if won +if not +effect\nD\\d ");
        String[] rows = fine(more(ask, "--format", "csv")).out().split("\n", -1);
        assertThat(rows[0])
                .isEqualTo("as_of,period_start,period_end,currency,strategy,quota,chance_of_quota,rank,deal_id,"
                        + "amount,chance,chance_of_quota_if_won,chance_of_quota_if_not,effect");
        assertThat(rows)
                .anyMatch(row -> row.matches("2026-06-30,2026-07-01,2026-09-30,EUR,standard,1000\\.00,"
                        + "0\\.\\d{6},1,D\\d,[\\d.]+,0\\.\\d{6},[01]\\.\\d{6},[01]\\.\\d{6},[01]\\.\\d{6}"));
        assertThat(fine(more(ask, "--format", "json")).out())
                .contains("\"quota\": 1000.00,", "\"expected_shortfall\": ", "\"what_matters\": [", "\"effect\": 0.");
    }

    @Test
    void toldChancesHaveColumnsOfTheirOwn() {
        Object[] ask = {"forecast", "--strategy", "standard", "--quota", "1000", "--format", "csv"};
        assertThat(fine(ask).out())
                .startsWith(CSV_HEADER.strip() + ",mean,q10,q25,q50,q75,q90,quota,chance_of_quota\n")
                .containsPattern("(,[\\d.]+){6},1000\\.00,[01]\\.\\d{6}\n");
        assertThat(fine(more(ask, "--by", "owner")).out()).containsPattern("(,[\\d.]+){6},,\n");
    }

    @Test
    void rollsUpByCategory() {
        assertThat(fine("categories", "--periods", 2, "--format", "csv").out()).isEqualTo("""
                        as_of,place,period_start,period_end,segment,currency,closed,commit,most_likely,best_case,pipeline,omitted,commit_forecast,most_likely_forecast,best_case_forecast,open_pipeline
                        2026-06-30,period,2026-04-01,2026-06-30,all,EUR,500.20,0.00,0.00,0.00,0.00,0.00,500.20,500.20,500.20,0.00
                        2026-06-30,period,2026-07-01,2026-09-30,all,EUR,0.00,0.00,0.00,0.00,3000.50,0.00,0.00,0.00,0.00,3000.50
                        2026-06-30,overdue,,,all,EUR,0.00,0.00,0.00,0.00,70.00,0.00,0.00,0.00,0.00,70.00
                        2026-06-30,unscheduled,,,all,EUR,0.00,0.00,0.00,0.00,30.00,0.00,0.00,0.00,0.00,30.00
                        2026-06-30,outside,,,all,EUR,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00
                        """);
        assertThat(fine("categories", "--by", "owner", "--calls", "reset").out())
                .contains("categories as of 2026-06-30, amounts in EUR", "best case forecast", "5 rows read");
        assertThat(fine("categories", "--format", "json").out())
                .contains("\"place\": \"overdue\",", "\"open_pipeline\": 3000.50", "\"disagreements\": []");
    }

    @Test
    void bridgesTwoDays() {
        assertThat(fine("bridge", "--from", "2026-01-01").out())
                .startsWith("""
                        from 2026-01-01 to 2026-06-30
                        bridge of the open pipeline, amounts in EUR
                        start      0.00  0 deals
                        new    +3100.50  4 deals  ++++++++++++++++++++++++++++++
                        end     3100.50  4 deals
                        """)
                .contains("5 rows read, 5 usable, 0 set aside");
        assertThat(fine("bridge", "--from", "2026-01-01", "--format", "csv")
                        .out()
                        .lines())
                .hasSize(5)
                .startsWith("from,to,segment,cause,deal,currency,amount,at")
                .allMatch(line -> line.startsWith("from") || line.startsWith("2026-01-01,2026-06-30,all,new,"));
        assertThat(fine("bridge", "--from", "2026-01-01", "--by", "owner", "--weighted", "--format", "json")
                        .out())
                .contains("\"cause\": \"new\",");
    }

    @Test
    void bridgesStepByStepAndAsProductsDo() {
        assertThat(fine("bridge", "--from", "2026-01-01", "--path", "--like", "gong", "--order", "won,lost")
                        .out())
                .contains("bridge of the open pipeline, step by step, amounts in EUR")
                .contains("end     3100.50  4 deals");
        assertThat(fine("bridge", "--from", "2026-01-01", "--path", "--format", "json")
                        .out())
                .contains("\"form\": \"path\",", "\"deals_at_end\": 4,");
    }

    @Test
    void measuresWhatHappened() {
        String all = fine("measures").out();
        assertThat(all).doesNotContain("slip,");
        assertThat(fine("measures", "--period", "month").out()).contains("slip, seen from the day before the period");
        assertThat(all)
                .contains(
                        "win rate, closed cohort, as of 2026-06-30, amounts in EUR",
                        "cycle length, closed cohort, reopened time excluded, as of 2026-06-30",
                        "time in stage, every visit, skips imputed pass, as of 2026-06-30",
                        "conversion, cohort of entries, first entry, skips imputed pass, as of 2026-06-30",
                        "5 rows read, 5 usable, 0 set aside");
        assertThat(fine("measures", "--measure", "win-rate", "--by", "owner").out())
                .startsWith("""
                        win rate, closed cohort, as of 2026-06-30, amounts in EUR

                        owner  won  lost  open  other      win rate by count  shrunk  own weight  won amount  lost amount     win rate by amount
                        ada      1     0     0      0  100.0 % [20.7, 100.0]""");
    }

    @Test
    void measuresCoverageOfAQuota() {
        assertThat(fine(
                                "measures",
                                "--measure",
                                "coverage,pacing",
                                "--period",
                                "quarter",
                                "--quota",
                                "1000,ada=600",
                                "--by",
                                "owner",
                                "--format",
                                "csv")
                        .out()
                        .lines())
                .contains(
                        "2026-06-30,coverage and attainment,2026-04-01,2026-06-30,ada,,,,,,,quota,amount,EUR,600.00,,",
                        "2026-06-30,coverage and attainment,2026-04-01,2026-06-30,ada,,,,,,,closed,amount,EUR,500.20,,")
                .anyMatch(line -> line.startsWith("2026-06-30,pacing by 4 past periods,2026-04-01,"));
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--period", "month", "--quota", "ada=lots"),
                "--quota must be an amount in EUR of 0 or more, as 500000 or ada=120000, was lots");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--period", "month", "--quota", "-5"),
                "--quota must be an amount in EUR of 0 or more");
    }

    @Test
    void measuresByPeriodAsCsvAndJson() {
        Object[] ask = {"measures", "--measure", "win-rate,time-in-stage", "--period", "quarter", "--periods", 2};
        assertThat(fine(ask[0], ask[1], ask[2], ask[3], ask[4], ask[5], ask[6], "--format", "csv")
                        .out()
                        .lines())
                .contains(
                        "as_of,measure,period_start,period_end,process,stage,from,to,loss_reason,lost_to,figure,unit,currency,value,low,high",
                        "2026-06-30,\"win rate, closed cohort\",2026-04-01,2026-06-30,,,,,,,won,count,EUR,1,,",
                        "2026-06-30,\"win rate, closed cohort\",2026-01-01,2026-03-31,,,,,,,won amount,amount,EUR,0.00,,",
                        "2026-06-30,\"time in stage, every visit, skips imputed pass\",2026-01-01,2026-03-31,"
                                + "enterprise,qualify,,,,,visits,count,,2,,");
        assertThat(fine(ask[0], ask[1], ask[2], "--cohort", "created", "--format", "json")
                        .out())
                .contains("\"measure\": \"win rate, created cohort\",", "\"name\": \"win rate by count\",");
        // the stage where deals are now is not the one that is measured
        assertThat(fine(ask[0], ask[1], "time-in-stage", "--by", "stage", "--format", "csv")
                        .out())
                .startsWith("as_of,measure,period_start,period_end,stage,process,measured_stage,from,to,")
                .contains(",,,won,enterprise,negotiate,,,,,visits,count,,1,,");
        assertThat(fine(ask[0], ask[1], "time-in-stage", "--by", "stage", "--format", "json")
                        .out())
                .contains("\"measured stage\": \"negotiate\",");
    }

    @Test
    void measuresCountByThePoliciesThatAreAskedFor() {
        String text = fine(
                        "measures",
                        "--measure",
                        "win-rate,time-in-stage,cycle-length,conversion,bookings,conversion-by-horizon,competitors",
                        "--from-stage",
                        "propose",
                        "--backward",
                        "last_visit",
                        "--skips",
                        "strict",
                        "--reopened",
                        "included",
                        "--reversal",
                        "restate",
                        "--horizons",
                        "10,20",
                        "--working-days",
                        "--days-off",
                        "2026-05-01")
                .out();
        assertThat(text)
                .contains(
                        "win rate, closed cohort, from stage propose, as of",
                        "time in stage, last visit, skips strict, in working days, as of",
                        "cycle length, closed cohort, reopened time included, in working days, as of",
                        "conversion, cohort of entries, last visit, skips strict, as of",
                        "bookings, reopened wins restate, as of",
                        "there within 20 days",
                        "losses to competitors against the rest, closed cohort, as of");
    }

    @Test
    void measuresShowBarsAndSinceWhenAFigureIsAnotherOne() {
        Object[] ask = {"measures", "--measure", "inflow", "--period", "month", "--periods", 8};
        assertThat(fine(ask).out()).contains("amount at entry\n2025-M11 ").contains("  ####");
        assertThat(fine("measures", "--measure", "inflow", "--by", "owner", "--figure", "deals")
                        .out())
                .contains(
                        "deals\nada  2  ###########################\nbo   3  ########################################\n");
        Object[] trends = Arrays.copyOf(ask, ask.length + 1);
        trends[ask.length] = "--trends";
        assertThat(fine(trends).out()).contains("changes of amount at entry\nall: ");
        Object[] asJson = Arrays.copyOf(trends, trends.length + 2);
        asJson[trends.length] = "--format";
        asJson[trends.length + 1] = "json";
        assertThat(fine(asJson).out())
                .contains("\"trends\": [", "\"figure\": \"amount at entry\",", "\"false_discovery_rate\": ");
        asJson[trends.length + 1] = "csv";
        assertThat(fine(asJson).out()).contains("false-discovery rate of amount at entry,share,EUR,");
    }

    @Test
    void measuresRefuseWhatIsNotThere() {
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--measure", "inflow", "--trends"),
                "--trends needs --period");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--measure", "inflow", "--figure", "luck"),
                "--figure must be one of [deals, without amount,");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--days-off", "2026-05-01"),
                "--days-off needs --working-days");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--horizons", "30,10"),
                "--horizons: horizons must ascend from 0 to 36525 days, was [30, 10]");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--by", "region"),
                "unknown dimension region; this view has");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--period", "month", "--periods", 0),
                "--periods must be in [1, 120], was 0");
        assertUsage(Cli.run("measures", table, "--mapping=" + mapping, "--measure", "luck"), "--measure");
        assertUsage(
                Cli.run("measures", table, "--mapping=" + mapping, "--measure", "slip"),
                "slip must be asked over periods");
    }

    @Test
    void aBridgeMustNotGoBack() {
        Outcome outcome = Cli.run("bridge", table, "--mapping=" + mapping, "--from", "2026-07-01");
        assertUsage(outcome, "--from must be on or before --to, 2026-06-30, was 2026-07-01");
    }

    @Test
    void writesAForecastAsJson() {
        String json = fine("forecast", "--periods", 1, "--format", "json").out();
        assertThat(json).contains("""
                          "forecasts": [
                            {
                              "as_of": "2026-06-30",
                              "currency": "EUR",
                              "strategy": "stage-weighted",
                              "lines": [
                                {
                                  "period": "2026-Q2",
                                  "period_start": "2026-04-01",
                                  "period_end": "2026-06-30",
                                  "segment": "all",
                                  "closed": 500.20,
                                  "open": 0.00,
                                  "expected": 0.00,
                                  "overdue": 70.00,
                                  "unscheduled": 30.00
                                }
                              ],
                        """);
        assertThat(json).contains("\"rows_read\": 5,", "\"fingerprint\": \"");
    }

    @Test
    void printsAForecastWithWhatTheDataRestsOn() {
        assertThat(fine("forecast").out())
                .contains(
                        "stage-weighted forecast as of 2026-06-30, amounts in EUR",
                        "5 rows read, 5 usable, 0 set aside");
    }

    @Test
    void saysWhichDayItTookWhereNobodyGaveOne() {
        mapping = Cli.write(folder, "mapping.yaml", Cli.MAPPING.replace("export_date: 2026-06-30\n", ""));
        String taken = "as of 2026-06-10, the latest date found; set export_date";
        for (String command : new String[] {"check", "pipeline", "forecast"}) {
            assertThat(fine(command).out()).contains("\n  " + taken + "\n");
            assertThat(fine(command, "--format", "json").out()).contains("\"" + taken + "\"");
        }
        assertThat(fine("forecast").out()).contains("forecast as of 2026-06-10");
        assertThat(fine("forecast", "--as-of", "2026-06-11").out()).doesNotContain("latest date found");
        assertThat(fine("deals", "--format", "json").out()).contains(taken);
        mapping = Cli.write(folder, "mapping.yaml", Cli.MAPPING);
        assertThat(fine("check").out()).doesNotContain("latest date found");
    }

    @Test
    void listsWhatEachDealAdds() {
        assertThat(fine("deals", "--format", "csv").out()).isEqualTo("""
                        as_of,deal,period_start,period_end,segment,currency,strategy,amount,chance,weighted
                        2026-06-30,D1,2026-07-01,2026-09-30,all,EUR,stage-weighted,1000.50,0.1,100.05
                        2026-06-30,D2,2026-07-01,2026-09-30,all,EUR,stage-weighted,2000.00,0.7,1400.00
                        """);
        assertThat(fine("deals").out())
                .contains("deal  period   segment    amount  chance  weighted\n")
                .contains("D2    2026-Q3  all      2,000.00     0.7  1,400.00\n");
        assertThat(fine("deals", "--format", "json").out())
                .contains("\"deal\": \"D2\",", "\"amount\": 2000.00,", "\"chance\": 0.7,", "\"weighted\": 1400.00\n");
    }

    @Test
    void checksWhatWasUnderstood() {
        assertThat(fine("check").out())
                .contains("Understood\n", "owner from Owner\n", "5 rows read, 5 usable, 0 set aside")
                .endsWith("Problems\n  none: every row can be used\n");
        assertThat(fine("check", "--format", "json").out())
                .contains("\"rows_read\": 5,\n  \"rows_usable\": 5,\n  \"rows_rejected\": 0,\n  \"rejections\": [],\n")
                .contains("\"export_date\": \"2026-06-30\",");
    }

    @Test
    void showsThePipeline() {
        assertThat(fine("pipeline").out()).contains("pipeline as of 2026-06-30", "negotiate", "EUR 2,070.00");
        assertThat(fine("pipeline", "--format", "json").out())
                .contains(
                        "\"stage\": \"negotiate\",", "\"deals\": 2,", "\"currency\": \"EUR\",", "\"amount\": 2070.00");
    }

    @Test
    void withoutADayOfTheExportTheLastDatedFactDecides() {
        Cli.write(folder, "mapping.yaml", Cli.MAPPING.replace("export_date: 2026-06-30\n", ""));
        assertThat(fine("forecast", "--format", "csv").out()).contains("\n2026-06-10,2026-04-01,");
    }

    @Test
    void saysHowItIsUsed() {
        assertUsage(Cli.run("forecast", table), "Missing required option: '--mapping=MAPPING'");
        assertUsage(Cli.run("forcast"), "forcast");
        Object[] ask = {"forecast", table, "-m", mapping};
        assertUsage(with(ask, "--by", "colour"), "--by: ", "colour");
        assertUsage(with(ask, "--periods", "0"), "--periods must be in [1, 120], was 0");
        assertUsage(with(ask, "--period", "day"), "WEEK, MONTH, QUARTER, YEAR", "day");
        assertUsage(
                with(ask, "--strategy", "magic"),
                "--strategy must be one of [stage-weighted, standard, commit,",
                "run-rate], was magic");
        assertUsage(with(ask, "--quota", "1000"), "--quota takes --strategy standard, of which a chance is told");
        assertUsage(
                with(ask, "--what-matters", "--strategy=standard"),
                "--what-matters takes --quota, on whose chance the effects are");
        assertUsage(with(ask, "--quota", "much"), "--quota", "much");
        assertUsage(with(ask, "--past", "0"), "--past must be in [1, 120], was 0");
        assertUsage(with(ask, "--calls", "drop"), "--calls", "drop");
        assertUsage(with(ask, "--currency", "USD"), "--currency must be one of [EUR], was USD");
        assertUsage(with(ask, "--fiscal-start", "13"), "must be a month as april or 4, was 13");
        assertUsage(with(ask, "--as-of", "soon"), "--as-of", "soon");
        assertUsage(Cli.run("check", table, "-m", mapping, "--format", "csv"), "[text, json], was csv");
        assertUsage(Cli.run("sample", "--out", folder, "--deals", "0"), "--deals must be in [1, 1000000], was 0");
    }

    private static Object[] more(Object[] words, Object... further) {
        Object[] all = Arrays.copyOf(words, words.length + further.length);
        System.arraycopy(further, 0, all, words.length, further.length);
        return all;
    }

    private static Outcome with(Object[] words, String option, String value) {
        return Cli.run(words[0], words[1], words[2], words[3], option, value);
    }

    private static void assertUsage(Outcome outcome, String... fragments) {
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("usage: ").contains(fragments).contains("--help");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command : new String[] {
            "check",
            "pipeline",
            "forecast",
            "categories",
            "measures",
            "bridge",
            "deals",
            "import",
            "diff",
            "mapping",
            "completion",
            "sample"
        }) {
            Outcome help = Cli.run(command, "--help");
            assertThat(help.code()).isZero();
            assertThat(help.out()).contains("Usage: pipeline " + command, "Example: pipeline " + command);
        }
        assertThat(Cli.run().out()).contains("pipeline sample --out sample --forecast", "Exit codes:");
        assertThat(Cli.run("--version").out()).startsWith("pipeline ");
    }

    @Test
    void samplesAreTheSameByteForByte() throws IOException {
        assertThat(Cli.run("sample", "--out", folder.resolve("a"), "--seed", 3, "--deals", 12)
                        .code())
                .isZero();
        assertThat(folder.resolve("a/deals.csv")).content().isEqualTo(Cli.resource("golden/sample/deals.csv"));
        assertThat(folder.resolve("a/mapping.yaml")).content().isEqualTo(Cli.resource("golden/sample/mapping.yaml"));
    }

    @Test
    void whatASampleShowsAsPossibleCanBeSaid() throws IOException {
        Path out = folder.resolve("more");
        assertThat(Cli.run("sample", "--out", out, "--deals", 20).code()).isZero();
        // a key stands once, and the table neither has these columns nor writes numbers that way
        String said = Files.readString(out.resolve("mapping.yaml"))
                .replaceAll("(?m)^ +(owner: Owner|source: Lead Source|expected_close: none|amount: none)\n", "")
                .replaceAll("(?m)^ *# (called_category|called_probability|competitor|numbers): .*\n", "")
                .replaceAll("(?m)^ *# .*(row_number|present:|\\[dd\\.).*\n", "")
                .replace("Closed Value", "Amount")
                .replaceAll("(?m)^( *)# (?= *([a-z_]+:|- \\{))", "$1");
        Path told = Cli.write(out, "told.yaml", said);
        Cli.write(out, "prices.csv", "product;product_line;list_price\n");
        String table = Files.readString(out.resolve("deals.csv")).replace(',', ';');
        Path deals = Cli.write(out, "semicolons.csv", table);
        Outcome check = Cli.run("check", deals, "-m", told);
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .contains("20 rows read", "dimension line from prices.csv product_line", "recorded: at_export");
    }

    @Test
    void aSampleIsForecastAtOnce() {
        Path out = folder.resolve("sample");
        Outcome outcome = Cli.run("sample", "--out", out, "--forecast");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        // a fingerprint also stands for the version of the library: any will do
        String shown =
                outcome.out().replace(out.toString(), "sample").replaceAll("Fingerprint [0-9a-f]{32}", "Fingerprint");
        assertThat(shown).isEqualTo(Cli.resource("golden/sample-forecast.txt"));
        assertThat(Cli.run("check", out.resolve("deals.csv"), "-m", out.resolve("mapping.yaml"), "--strict")
                        .code())
                .isZero();
    }

    @Test
    void aSampleReplacesOnlyAnUntouchedSample() throws IOException {
        Path again = folder.resolve("again");
        assertThat(Cli.run("sample", "--out", again, "--deals", 5).code()).isZero();
        assertThat(Cli.run("sample", "--out", again, "--deals", 5).code()).isZero();
        assertThat(Cli.run("sample", "--out", again, "--deals", 6, "--seed", -7).code())
                .isZero();
        assertThat(Files.readAllLines(again.resolve("deals.csv"))).hasSize(7);
    }

    @Test
    void aSampleNeverReplacesAForeignTable() throws IOException {
        assertThat(Cli.run("sample", "--out", folder.resolve("sample")).code()).isZero();
        refusesToReplace(folder);
        Files.copy(folder.resolve("sample/mapping.yaml"), folder.resolve("mapping.yaml"), REPLACE_EXISTING);
        refusesToReplace(folder);
        assertThat(Files.readString(table)).isEqualTo(Cli.HEADER + Cli.SOUND);
    }

    @Test
    void aSampleNeverReplacesAnEditedMappingOrTable() throws IOException {
        for (String file : List.of("mapping.yaml", "deals.csv")) {
            Path edited = folder.resolve("edited-" + file);
            assertThat(Cli.run("sample", "--out", edited).code()).isZero();
            String text = Files.readString(edited.resolve(file)) + "# mine\n";
            Files.writeString(edited.resolve(file), text);
            refusesToReplace(edited);
            assertThat(edited.resolve(file)).content().isEqualTo(text);
        }
    }

    @Test
    void aSampleNeedsAFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Outcome outcome = Cli.run("sample", "--out", file);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).isEqualTo(file + ": must be a folder, is a file; choose another folder with --out\n");
    }

    private static void refusesToReplace(Path out) {
        Outcome outcome = Cli.run("sample", "--out", out);
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .isEqualTo(
                        out + ": deals.csv and mapping.yaml there are not just as this program wrote them, and would be"
                                + " lost; choose another folder with --out\n");
    }
}
