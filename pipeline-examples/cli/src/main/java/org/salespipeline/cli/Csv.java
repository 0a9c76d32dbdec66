package org.salespipeline.cli;

/** Writes CSV (RFC 4180) with LF line ends; quotes only what needs it. */
final class Csv {

    private final StringBuilder text = new StringBuilder();

    Csv row(Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells[i].toString()));
        }
        text.append('\n');
        return this;
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                && value.strip().length() == value.length();
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
