package org.salespipeline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs command lines in this process, and holds a small export to run them on. */
final class Cli {

    static final String MAPPING = """
            zone: Europe/Berlin
            export_date: 2026-06-30
            currency: {column: Currency}
            process:
              id: enterprise
              stages:
                - {id: qualify, in_file: Qualify, kind: open, win_probability: 0.10, stagnant_after_days: 30}
                - {id: negotiate, in_file: Negotiate, kind: open, win_probability: 0.70}
                - {id: won, in_file: Closed Won, kind: won}
                - {id: lost, in_file: Closed Lost, kind: lost}
            columns:
              id: ID
              stage: Stage
              created: Created
              closed: Closed
              expected_close: Expected
              amount: Amount
              owner: Owner
            """;

    static final String HEADER = "ID,Stage,Created,Closed,Expected,Amount,Currency,Owner\n";

    static final String SOUND = """
            D1,Qualify,2026-01-05,,2026-08-31,1000.50,EUR,ada
            D2,Negotiate,2026-02-05,,2026-07-15,2000.00,EUR,bo
            D3,Closed Won,2026-02-05,2026-06-10,2026-06-15,500.20,EUR,ada
            D4,Negotiate,2026-02-05,,2026-05-01,70.00,EUR,bo
            D5,Qualify,2026-03-05,,,30.00,EUR,bo
            """;

    private Cli() {}

    /**
     * What a command line left behind.
     *
     * @param code the exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Outcome(int code, String out, String err) {}

    static Outcome run(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = PipelineCli.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Outcome(code, out.toString(), err.toString());
    }

    static Path write(Path folder, String name, String text) {
        return write(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Path write(Path folder, String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file among the test's resources. */
    static String resource(String name) {
        try (var in = Cli.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("unknown resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
