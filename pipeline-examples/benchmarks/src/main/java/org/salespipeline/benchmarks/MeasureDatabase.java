package org.salespipeline.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.salespipeline.calendar.FiscalPeriod;
import org.salespipeline.forecast.view.DealChanges;
import org.salespipeline.forecast.view.DealColumns;
import org.salespipeline.forecast.view.PipelineView;

/**
 * What a view holds as tables of an analytical database in the memory of this JVM: whole numbers instead of names, the next
 * stage beside each step and the date before beside each date worked out beforehand. That is kind to the database.
 */
final class MeasureDatabase implements AutoCloseable {

    private final Connection connection;

    MeasureDatabase(PipelineView view, List<FiscalPeriod> quarters) throws SQLException, IOException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        Path folder = Files.createTempDirectory("measures");
        try {
            load(folder, "deals", Deals.COLUMNS, new Deals(view));
            load(folder, "steps", Steps.COLUMNS, new Steps(view));
            load(folder, "dates", Dates.COLUMNS, new Dates(view));
            load(folder, "amounts", Amounts.COLUMNS, new Amounts(view));
        } finally {
            Files.delete(folder);
        }
        execute("CREATE MACRO today() AS " + view.asOfDate().toEpochDay());
        execute("CREATE MACRO half_even(a, n) AS a // n "
                + "+ CASE WHEN 2 * (a % n) > n OR (2 * (a % n) = n AND (a // n) % 2 = 1) THEN 1 ELSE 0 END");
        execute("CREATE TABLE quarters (quarter INTEGER, first INTEGER, until INTEGER)");
        StringBuilder place = new StringBuilder("CREATE MACRO place(day) AS CASE WHEN day IS NULL OR day < "
                + quarters.get(0).start().toEpochDay() + " THEN -1");
        for (int i = 0; i < quarters.size(); i++) {
            long until = quarters.get(i).end().toEpochDay();
            place.append(" WHEN day < " + until + " THEN " + i);
            execute("INSERT INTO quarters VALUES (" + i + ", "
                    + quarters.get(i).start().toEpochDay() + ", " + until + ")");
        }
        execute(place.append(" ELSE -1 END").toString());
    }

    @FunctionalInterface
    private interface Source {
        void writeTo(BufferedWriter out) throws IOException;
    }

    private void load(Path folder, String table, String columns, Source source) throws SQLException, IOException {
        Path file = folder.resolve(table + ".csv");
        try {
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                source.writeTo(out);
            }
            execute("CREATE TABLE " + table + " (" + columns + ")");
            execute("COPY " + table + " FROM '" + file + "' (HEADER false)");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The numbers of each row by its keys, rows of zeros left out. */
    Map<List<Long>, List<Long>> ask(String sql, int keys) throws SQLException {
        Map<List<Long>, List<Long>> rows = new TreeMap<>(MeasureDatabase::compare);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<Long> row = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    row.add(result.getLong(column));
                }
                rows.put(row.subList(0, keys), row.subList(keys, columns));
            }
        }
        return rows;
    }

    static int compare(List<Long> one, List<Long> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static String day(int day) {
        return day == DealColumns.NO_DAY ? "" : Integer.toString(day);
    }

    /** How deals stand. */
    private record Deals(PipelineView view) implements Source {

        static final String COLUMNS = "deal INTEGER, owner TINYINT, region TINYINT, product TINYINT, created INTEGER, "
                + "stage TINYINT, amount BIGINT, closed INTEGER, ended INTEGER";

        @Override
        public void writeTo(BufferedWriter out) throws IOException {
            DealColumns deals = view.deals();
            DealColumns.Segments[] dimensions = {
                deals.segments("owner"), deals.segments("region"), deals.segments("product")
            };
            for (int row = 0; row < deals.size(); row++) {
                StringBuilder line = new StringBuilder().append(row);
                for (DealColumns.Segments dimension : dimensions) {
                    line.append(',').append(number(dimension.label(dimension.code(row))));
                }
                DealColumns.StageRef stage = deals.stages().get(deals.stage(row));
                String closed = stage.isOpen() ? "" : day(deals.closeDay(row));
                line.append(',').append(deals.createdDay(row));
                line.append(',')
                        .append(MeasureDeals.STAGES.indexOf(stage.stage().id().value()));
                line.append(',').append(deals.amountMinor(row));
                line.append(',').append(closed).append(',').append(closed);
                out.append(line).append('\n');
            }
        }
    }

    /** The number at the end of a name. */
    static long number(String name) {
        return Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
    }

    /** Steps from stage to stage. */
    private record Steps(PipelineView view) implements Source {

        static final String COLUMNS =
                "deal INTEGER, seq TINYINT, stage TINYINT, day INTEGER, next_stage TINYINT, next_day INTEGER";

        @Override
        public void writeTo(BufferedWriter out) throws IOException {
            DealChanges changes = view.changes();
            for (int row = 0; row < view.size(); row++) {
                int first = changes.firstStep(row);
                int end = changes.firstStep(row + 1);
                for (int step = first; step < end; step++) {
                    String next = step + 1 < end ? stage(changes, step + 1) + "," + changes.stepDay(step + 1) : ",";
                    out.append(row + "," + (step - first) + "," + stage(changes, step) + "," + changes.stepDay(step)
                            + "," + next + "\n");
                }
            }
        }

        private static int stage(DealChanges changes, int step) {
            return MeasureDeals.STAGES.indexOf(
                    changes.stages().get(changes.stage(step)).stage().id().value());
        }
    }

    /** Expected closes that were set. */
    private record Dates(PipelineView view) implements Source {

        static final String COLUMNS = "deal INTEGER, seq TINYINT, day INTEGER, expected INTEGER, before INTEGER, "
                + "expected_month INTEGER, before_month INTEGER";

        @Override
        public void writeTo(BufferedWriter out) throws IOException {
            DealChanges changes = view.changes();
            for (int row = 0; row < view.size(); row++) {
                int first = changes.firstDate(row);
                for (int date = first; date < changes.firstDate(row + 1); date++) {
                    int expected = changes.expectedDay(date);
                    int before = date == first ? DealColumns.NO_DAY : changes.expectedDay(date - 1);
                    out.append(row + "," + (date - first) + "," + changes.dateSetDay(date) + "," + expected + ","
                            + day(before) + "," + month(expected) + "," + month(before) + "\n");
                }
            }
        }

        private static String month(int day) {
            if (day == DealColumns.NO_DAY) {
                return "";
            }
            LocalDate date = LocalDate.ofEpochDay(day);
            return Integer.toString(date.getYear() * 12 + date.getMonthValue());
        }
    }

    /** Amounts that were set. */
    private record Amounts(PipelineView view) implements Source {

        static final String COLUMNS = "deal INTEGER, seq TINYINT, day INTEGER, minor BIGINT";

        @Override
        public void writeTo(BufferedWriter out) throws IOException {
            DealChanges changes = view.changes();
            for (int row = 0; row < view.size(); row++) {
                int first = changes.firstAmount(row);
                for (int amount = first; amount < changes.firstAmount(row + 1); amount++) {
                    out.append(row + "," + (amount - first) + "," + changes.amountSetDay(amount) + ","
                            + changes.amountMinor(amount) + "\n");
                }
            }
        }
    }
}
