package org.salespipeline.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@link RollUpBenchmark} measures, asked of an analytical database in the same JVM, one thread, deals of the same
 * shape in its memory, months and codes worked out beforehand. Its driver is no dependency; put it on the class path:
 *
 * <pre>
 * java -cp pipeline-examples/benchmarks/target/benchmarks.jar:duckdb_jdbc.jar org.openjdk.jmh.Main RollUp
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up before anything else
public class RollUpDatabaseBenchmark {

    /** How many deals. */
    @Param("10000000")
    public int deals;

    private Connection connection;

    /** For JMH. */
    public RollUpDatabaseBenchmark() {}

    /** Fills a table in memory. */
    @Setup
    public void fill() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute(
                    "CREATE TABLE deals AS SELECT CAST(10000 + pow(random(), 3) * 20000000 AS BIGINT) AS cents, "
                            + "CAST(floor(random() * 24) AS UTINYINT) AS month, CAST(floor(random() * 50) AS UTINYINT) AS segment, "
                            + "CAST(floor(random() * 7) AS UTINYINT) AS stage FROM range(" + deals + ")");
        }
    }

    /** Lets the database go. */
    @TearDown
    public void close() throws SQLException {
        connection.close();
    }

    /** Closed and expected per month and segment, chances as decimals: exact, as the library is. */
    @Benchmark
    public long decimal() throws SQLException {
        return ask("DECIMAL(3, 2)");
    }

    /** Chances as floating point. */
    @Benchmark
    public long floatingPoint() throws SQLException {
        return ask("DOUBLE");
    }

    private long ask(String type) throws SQLException {
        String chance = "CAST(CASE stage WHEN 0 THEN 0.05 WHEN 1 THEN 0.10 WHEN 2 THEN 0.25 WHEN 3 THEN 0.50 "
                + "WHEN 4 THEN 0.80 ELSE 0 END AS " + type + ")";
        long found = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT month, segment, "
                        + "sum(CASE WHEN stage = 5 THEN cents ELSE 0 END), sum(cents * " + chance + "), count(*) "
                        + "FROM deals GROUP BY month, segment ORDER BY month, segment")) {
            while (result.next()) {
                found += result.getLong(5);
            }
        }
        return found;
    }
}
