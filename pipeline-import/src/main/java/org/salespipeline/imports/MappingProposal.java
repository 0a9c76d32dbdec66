package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes a mapping for a table of deals from its header and its first rows.
 *
 * <p>What could be otherwise is marked as unsure. The proposal is a mapping in any case; whether it is right, only somebody
 * who knows the table can tell.
 */
final class MappingProposal {

    private static final int MOST_DIMENSION_VALUES = 30;
    private static final int MOST_STAGES = 25;
    private static final ImmutableList<String> WON = ImmutableList.of("won", "paid", "converted", "signed", "success");
    private static final ImmutableList<String> LOST =
            ImmutableList.of("lost", "reject", "dropped", "cancel", "dead", "disqualified", "abandon");

    private final TableSample sample;
    private final StringBuilder text = new StringBuilder();
    private final Set<SampledColumn> taken = new LinkedHashSet<>();
    private final Map<Field, SampledColumn> fields = new LinkedHashMap<>();

    private MappingProposal(TableSample sample) {
        this.sample = sample;
    }

    static String of(Path file) {
        MappingProposal proposal = new MappingProposal(TableSample.read(file));
        proposal.choose();
        return proposal.write();
    }

    private void choose() {
        List<SampledColumn> columns = sample.columns();
        take(Field.STAGE, columns, column -> column.isNamed("stage", "status", "phase") && column.isOfFew(MOST_STAGES));
        take(Field.ID, columns, column -> column.isUnique() && column.isNamed("id", "number", "key", "uuid"));
        take(Field.ID, columns, column -> column.isUnique() && !column.isDate() && !column.isNumber());
        take(
                Field.CREATED,
                columns,
                column -> column.isDate() && column.isNamed("creat", "open", "engage", "contact", "start"));
        take(
                Field.EXPECTED_CLOSE,
                columns,
                column -> column.isDate() && column.isNamed("expect", "due", "forecast", "planned"));
        take(
                Field.STAGE_ENTERED,
                columns,
                column -> column.isDate() && column.isNamed("stage since", "stage entered", "in stage"));
        take(Field.CLOSED, columns, column -> column.isDate() && column.isNamed("clos", "won", "decided", "end"));
        take(
                Field.AMOUNT,
                columns,
                column -> column.isNumber() && column.isNamed("amount", "value", "revenue", "price", "cost"));
        take(Field.OWNER, columns, column -> column.isNamed("owner", "agent", "rep", "seller", "manager", "assigned"));
        take(Field.ACCOUNT, columns, column -> column.isNamed("account", "company", "customer", "client"));
        take(
                Field.SOURCE,
                columns,
                column -> column.isNamed("source", "channel", "origin") && column.isOfFew(MOST_DIMENSION_VALUES));
        take(Field.NAME, columns, column -> column.isNamed("name", "title", "subject"));
        take(Field.CREATED, columns, column -> column.isDate() && column.isNamed("date"));
        take(Field.LOSS_REASON, columns, column -> column.isNamed("reason"));
        take(Field.COMPETITOR, columns, column -> column.isNamed("competitor"));
    }

    private void take(Field field, List<SampledColumn> columns, java.util.function.Predicate<SampledColumn> fits) {
        if (!fields.containsKey(field)) {
            columns.stream()
                    .filter(column -> !taken.contains(column) && fits.test(column))
                    .findFirst()
                    .ifPresent(column -> {
                        taken.add(column);
                        fields.put(field, column);
                    });
        }
    }

    private String write() {
        line("# Proposed from the header and the first " + sample.rows()
                + " rows of the table. What is marked as unsure may be");
        line("# otherwise; check tells what does not fit. The README lists all keys.");
        line("zone: UTC                        # unsure: where days begin");
        line("export_date: 2000-01-01          # unsure: the day of the export; needed where a date is missing");
        writeForm();
        writeProcess();
        writeColumns();
        writeDimensions();
        line("missing: {created: first_seen, closed: first_seen}    # unsure: or reject such rows");
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void writeForm() {
        if (sample.separator() != ',') {
            line("separator: " + quoted(String.valueOf(sample.separator())));
        }
        List<DatePattern> dates = sample.datePatterns(fields);
        if (!dates.isEmpty()) {
            line("dates: ["
                    + String.join(
                            ", ",
                            dates.stream().map(date -> quoted(date.toString())).toList()) + "]");
        }
        fields.forEach((field, column) -> {
            if (field.isDate() && column.datePatterns().size() > 1) {
                line("# unsure: " + field.key() + " could also be written as "
                        + column.datePatterns().get(1));
            }
        });
        Optional<NumberStyle> numbers =
                Optional.ofNullable(fields.get(Field.AMOUNT)).flatMap(SampledColumn::numbers);
        numbers.filter(style -> !style.equals(NumberStyle.PLAIN))
                .ifPresent(style -> line("numbers: {decimal: " + quoted(String.valueOf(style.decimal()))
                        + (style.grouping() == 0 ? "" : ", grouping: " + quoted(String.valueOf(style.grouping())))
                        + ", round: half_even}    # unsure"));
        if (fields.containsKey(Field.AMOUNT)) {
            Optional<SampledColumn> currency =
                    sample.columns().stream().filter(SampledColumn::isCurrency).findFirst();
            currency.ifPresent(taken::add);
            line(currency.map(column -> "currency: {column: " + quoted(column.name()) + "}")
                    .orElse("currency: EUR                    # unsure: the table does not say"));
        }
    }

    private void writeProcess() {
        line("process:");
        line("  id: deals");
        line("  stages:                        # unsure: their order, kinds and chances");
        Map<String, String> kinds = new LinkedHashMap<>();
        SampledColumn stage = fields.get(Field.STAGE);
        List<String> values = stage == null ? ImmutableList.of() : stage.values();
        values.forEach(value -> kinds.put(value, kind(value)));
        Set<String> ids = new LinkedHashSet<>();
        for (String kind : ImmutableList.of("open", "won", "lost")) {
            List<String> of = values.stream()
                    .filter(value -> kind.equals(kinds.get(value)))
                    .toList();
            of.forEach(value ->
                    line("    - {id: " + id(value, ids) + ", in_file: " + quoted(value) + ", kind: " + kind + "}"));
            if (of.isEmpty()) {
                line("    - {id: " + id(kind, ids) + ", in_file: [], kind: " + kind
                        + "}    # unsure: the sample has none");
            }
        }
    }

    private static String kind(String value) {
        String name = value.toLowerCase(Locale.ROOT);
        boolean isWon = WON.stream().anyMatch(name::contains);
        return isWon && !name.startsWith("not ") ? "won" : LOST.stream().anyMatch(name::contains) ? "lost" : "open";
    }

    private static String id(String value, Set<String> ids) {
        String plain =
                value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String base = plain.isEmpty() ? "stage" : plain;
        String id = base;
        for (int count = 2; !ids.add(id); count++) {
            id = base + "-" + count;
        }
        return quoted(id);
    }

    private void writeColumns() {
        line("columns:");
        if (!fields.containsKey(Field.ID)) {
            line("  id: {row_number: true}         # unsure: no column of the sample names each deal");
        }
        fields.forEach((field, column) -> line("  " + field.key() + ": " + quoted(column.name())));
        if (!fields.containsKey(Field.STAGE)) {
            line("  stage: {value: open}           # unsure: no column looks like a stage");
        }
    }

    private void writeDimensions() {
        List<SampledColumn> dimensions = new ArrayList<>(sample.columns().stream()
                .filter(column -> !taken.contains(column) && column.isOfFew(MOST_DIMENSION_VALUES) && !column.isDate())
                .toList());
        if (!dimensions.isEmpty()) {
            line("dimensions:                      # unsure: what a forecast is to be split by; drop the others");
            dimensions.forEach(column -> line("  " + quoted(column.name()) + ": " + quoted(column.name())));
        }
    }

    /** As YAML reads it again whatever is inside. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < 0x20
                    || (c >= 0x7f && c < 0xa0)
                    || c == 0xfeff
                    || c == 0x2028
                    || c == 0x2029
                    || (c >= 0xd800 && c < 0xe000)
                    || c > 0xfffd) {
                quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
