package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.Fact;
import org.salespipeline.forecast.bridge.PipelineBridge;
import org.salespipeline.forecast.bridge.PipelineBridge.AmountChanges;
import org.salespipeline.forecast.bridge.PipelineBridge.Leg;
import org.salespipeline.forecast.bridge.PipelineBridge.Line;
import org.salespipeline.forecast.bridge.PipelineBridge.Question;
import org.salespipeline.forecast.view.PipelineHistory;
import org.salespipeline.forecast.view.PipelineView;
import org.salespipeline.imports.ImportMapping;
import org.salespipeline.imports.ImportResult;
import org.salespipeline.imports.Imports;

/**
 * Bridges between every pair of month ends of public data sets add up to the minor unit. On demand, since the data are not
 * here; the folder has a folder for each data set, named as its mapping:
 *
 * <pre>
 * mvn test -pl pipeline-examples/cli -am -Dtest=PublicDataBridgesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpublic.data=FOLDER
 * </pre>
 */
@EnabledIfSystemProperty(named = "public.data", matches = ".+")
class PublicDataBridgesTest {

    @TempDir
    private Path folder = Path.of("");

    private int bridges;

    @ParameterizedTest
    @CsvSource({
        "bpi2020-request-for-payment,events.csv",
        "it-deals,deals.csv",
        "maven-crm,sales_pipeline.csv",
        "olist-funnel,olist_marketing_qualified_leads_dataset.csv",
        "salvirt-b2b,Salvirt_B2B_ML_dataset_HF.csv",
        "x-education-leads,leads.csv"
    })
    void addUpBetweenEveryPairOfMonthEnds(String dataSet, String table) {
        String name = dataSet + ".yaml";
        Path file = Cli.write(folder, name, Cli.resource("mappings/" + name));
        Path data = Path.of(System.getProperty("public.data"), dataSet, table);
        ImportResult result = Imports.run(ImportMapping.parse(file), data);
        PipelineHistory history = PipelineHistory.of(result.zone(), result.logs());
        List<PipelineView> views = monthEnds(result).stream().map(history::asOf).toList();
        int pairs = 0;
        for (int first = 0; first < views.size(); first++) {
            for (int second = first; second < views.size(); second++) {
                check(views.get(first), views.get(second));
                pairs++;
            }
        }
        System.out.printf(
                "%s: %d deals, %d month ends, %d pairs, %d bridges add up%n",
                dataSet, result.logs().size(), views.size(), pairs, bridges);
        assertThat(pairs).isPositive();
    }

    /** From the one before the first fact to the one after the last. */
    private static List<LocalDate> monthEnds(ImportResult result) {
        List<Instant> recorded = result.logs().stream()
                .map(OpportunityLog::facts)
                .flatMap(log -> log.facts().stream())
                .map(Fact::recordedAt)
                .sorted()
                .toList();
        YearMonth first = YearMonth.from(recorded.get(0).atZone(result.zone()));
        YearMonth last = YearMonth.from(recorded.get(recorded.size() - 1).atZone(result.zone()));
        List<LocalDate> ends = new ArrayList<>();
        for (YearMonth month = first.minusMonths(1); !month.isAfter(last); month = month.plusMonths(1)) {
            ends.add(month.atEndOfMonth());
        }
        return ends;
    }

    private void check(PipelineView from, PipelineView to) {
        List<CurrencyUnit> currencies = new ArrayList<>(to.deals().currencies());
        from.deals().currencies().stream()
                .filter(unit -> !currencies.contains(unit))
                .forEach(currencies::add);
        if (currencies.isEmpty()) {
            currencies.add(CurrencyUnit.EUR);
        }
        for (CurrencyUnit currency : currencies) {
            Question plain = Question.builder().currency(currency).build();
            Question apart = Question.builder()
                    .currency(currency)
                    .dimension("owner")
                    .amountChanges(AmountChanges.APART)
                    .build();
            for (Question question : List.of(plain, apart)) {
                PipelineBridge state = PipelineBridge.between(from, to, question);
                PipelineBridge path = PipelineBridge.along(to, from.asOf(), question);
                check(state);
                check(path);
                assertThat(path.lines().stream()
                                .mapToLong(line -> minor(line.end()))
                                .sum())
                        .isEqualTo(state.lines().stream()
                                .mapToLong(line -> minor(line.end()))
                                .sum());
            }
        }
    }

    private static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }

    private void check(PipelineBridge bridge) {
        bridges++;
        for (Line line : bridge.lines()) {
            long legs =
                    line.legs().stream().mapToLong(leg -> minor(leg.amount())).sum();
            assertThat(minor(line.start()) + legs).isEqualTo(minor(line.end()));
            long moved = line.legs().stream().mapToLong(Leg::moved).sum();
            assertThat(line.counts().start() + moved).isEqualTo(line.counts().end());
        }
    }
}
