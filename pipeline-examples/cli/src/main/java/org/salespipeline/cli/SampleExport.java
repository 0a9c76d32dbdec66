package org.salespipeline.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.joda.money.Money;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.forecast.simulation.SalesSimulator;
import org.salespipeline.forecast.simulation.SimulatedSales;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.organisation.Person;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageKind;

/** A simulated pipeline as a CRM would export it on its last day: one row per deal, as it stands. */
final class SampleExport {

    private static final String FIRST_LINE =
            "# What the columns of deals.csv mean. Written by the sample command from seed ";

    private static final String MAPPING = """
            # A line that begins with # is not read: it shows what else can be said. The README lists all keys.

            # where days begin, and the day on which the table was exported
            zone: %s
            export_date: %s

            # how the table is written; a date that fits none of the patterns is reported, never guessed
            dates: [yyyy-MM-dd]
            numbers: {decimal: "."}
            # numbers: {decimal: ",", grouping: ".", round: half_even}    # for 1.234,567
            # numbers: {unit: 1000}                     # for amounts in thousands
            # separator: ";"                            # between columns: ";", "|" or "\\t" for tabs; a comma unless given
            # encoding: windows-1252                    # UTF-8 unless given
            # rows: deals                               # one row per deal; events for a log of events
            currency: EUR

            # when facts count as known: each on its own date unless given, or all at the export; and who tells them
            # recorded: at_export
            # actor: our-crm

            # the stages in order: what the file calls them, what they are, and how many of a hundred deals
            # that reach one are won in the end
            process:
              id: simulated
              # closed_from: negotiation                # where closed deals were before; the last open stage unless given
              stages:
                # - {id: idea, name: First idea, in_file: [Idea, New], kind: pre_pipeline}
            %s
            # which column is what
            columns:
              id: Opportunity ID
              name: Opportunity Name
              account: Account
              owner: Owner
              source: Lead Source
              kind: Type
              stage: Stage
              stage_entered: In Stage Since
              amount: Amount
              created: Created Date
              expected_close: Expected Close
              closed: Closed On
              loss_reason: Loss Reason
              # won_amount: Closed Value                # the amount at the close, where it is another column
              # competitor: Lost To                     # who got the order instead
              # called_category: Forecast Category      # what the owner calls the deal
              # called_probability: Probability         # 0.35 or 35 %%; {column: Probability, percent: true} for a bare 35
              # owner: {column: Owner, trim: true, case: lower, blank: [n/a], spellings: {bob b.: bob}}
              # source: {value: web}                    # the same for every deal
              # id: {row_number: true}                  # where rows have no name
              # created: {column: Created, dates: [dd.MM.yy]}    # this column alone; an amount may have numbers: in the same way
              # stage: {lookup: wins, present: won, absent: open}    # whether another file has the deal

            # what to split a forecast by: any name, any column
            dimensions:
              region: Region
              segment: Segment
              product: Product
              # line: {lookup: prices, take: product_line}

            # further files, in which values are looked up by a key
            # lookups:
            #   prices: {file: prices.csv, key: product, match: Product, missing: none}    # or reject the deal

            # an open deal without a date or an amount stays without: it is counted, not guessed
            missing:
              expected_close: none
              amount: none
              # expected_close: {created_plus_days: 60}
              # amount: {lookup: prices, take: list_price}
              # created: first_seen                     # the day of the export; the row is set aside unless given
              # closed: first_seen
            """;

    private static final LocalDate START = LocalDate.of(2024, 8, 5);
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final double WEEKS = 104;

    private final SimulatedSales sales;
    private final long seed;
    private final Map<PersonId, String> names = new HashMap<>();

    private SampleExport(SimulatedSales sales, long seed) {
        this.sales = sales;
        this.seed = seed;
        for (Person person : sales.people()) {
            names.put(person.id(), person.name());
        }
    }

    static SampleExport of(long seed, int deals) {
        SalesSimulator simulator = SalesSimulator.builder(seed)
                .deals(deals)
                .perWeek(deals / WEEKS)
                .startingOn(START)
                .zone(ZONE)
                .build();
        return new SampleExport(simulator.run(), seed);
    }

    String table() {
        Csv csv = new Csv()
                .row(
                        "Opportunity ID",
                        "Opportunity Name",
                        "Account",
                        "Owner",
                        "Region",
                        "Segment",
                        "Product",
                        "Lead Source",
                        "Type",
                        "Stage",
                        "In Stage Since",
                        "Amount",
                        "Created Date",
                        "Expected Close",
                        "Closed On",
                        "Loss Reason");
        for (int number = 0; number < sales.size(); number++) {
            OpportunityLog log = sales.log(number);
            var end = sales.lastDay().plusDays(1).atStartOfDay(ZONE).toInstant().minusNanos(1);
            log.asOf(end, end).ifPresent(deal -> add(csv, deal));
        }
        return csv.toString();
    }

    private void add(Csv csv, Opportunity deal) {
        csv.row(
                deal.id(),
                text(deal.name()),
                text(deal.account()),
                text(deal.owner().map(names::get)),
                text(Optional.ofNullable(deal.dimensions().get("region"))),
                text(Optional.ofNullable(deal.dimensions().get("segment"))),
                text(Optional.ofNullable(deal.dimensions().get("product"))),
                text(deal.source()),
                text(deal.businessKind().map(kind -> kind.name().toLowerCase(Locale.ROOT))),
                stage(deal.currentStage()),
                deal.stageEnteredAt().atZone(ZONE).toLocalDate(),
                text(deal.amount().map(Money::getAmount)),
                deal.createdAt().atZone(ZONE).toLocalDate(),
                text(deal.expectedClose()),
                text(deal.actualClose()),
                text(deal.lossReason()));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static String stage(Stage stage) {
        return switch (stage.kind()) {
            case WON -> "Closed Won";
            case LOST -> "Closed Lost";
            default -> stage.name();
        };
    }

    String mapping() {
        StringBuilder stages = new StringBuilder();
        for (Stage stage : sales.process().stages()) {
            stages.append("    - {id: ").append(stage.id());
            stages.append(", in_file: ").append(stage(stage));
            stages.append(", kind: ").append(stage.kind().name().toLowerCase(Locale.ROOT));
            stage.winProbability()
                    .ifPresent(chance -> stages.append(", win_probability: ").append(chance.value()));
            stage.stagnantAfterDays()
                    .ifPresent(days -> stages.append(", stagnant_after_days: ").append(days));
            if (stage.kind() == StageKind.OPEN) {
                stages.append(", category: ").append(stage.category().name().toLowerCase(Locale.ROOT));
            }
            stages.append("}\n");
        }
        return FIRST_LINE + seed + ".\n" + MAPPING.formatted(ZONE, sales.lastDay(), stages);
    }

    /** The seed that a mapping names which was written here; empty for any other text. */
    static OptionalLong seedOf(String mapping) {
        int end = mapping.indexOf(".\n", FIRST_LINE.length());
        if (!mapping.startsWith(FIRST_LINE) || end < 0) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(mapping.substring(FIRST_LINE.length(), end)));
        } catch (NumberFormatException edited) {
            return OptionalLong.empty();
        }
    }
}
