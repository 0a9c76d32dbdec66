package org.salespipeline.forecast.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table of {@code src/test/resources/reference}: comments say where it comes from, then a heading, then rows. */
public final class ReferenceTable {

    private ReferenceTable() {}

    /** The rows below the heading, as numbers; an empty cell is NaN. */
    public static List<double[]> read(String name) {
        List<double[]> rows = new ArrayList<>();
        for (String line : lines(name)) {
            if (!line.startsWith("#") && !line.isEmpty() && !Character.isLetter(line.charAt(0))) {
                String[] cells = line.split(",", -1);
                double[] row = new double[cells.length];
                for (int i = 0; i < cells.length; i++) {
                    row[i] = cells[i].isEmpty() ? Double.NaN : Double.parseDouble(cells[i]);
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<String> lines(String name) {
        try (InputStream in = ReferenceTable.class.getResourceAsStream("/reference/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no reference table " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
