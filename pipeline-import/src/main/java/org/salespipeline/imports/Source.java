package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Where the value of a field comes from, as the mapping says it. */
sealed interface Source {

    /** How messages name it. */
    String label();

    /** How its dates and numbers are written. */
    default Style style() {
        return Style.PLAIN;
    }

    /**
     * How the dates and numbers of a source are written.
     *
     * @param dates empty where they are written as in the whole table
     * @param numbers empty where they are written as in the whole table
     * @param isPercent whether a bare 35 stands for 35 %
     */
    record Style(ImmutableList<DatePattern> dates, Optional<NumberStyle> numbers, boolean isPercent) {

        static final Style PLAIN = new Style(ImmutableList.of(), Optional.empty(), false);
    }

    /**
     * A column of the table.
     *
     * @param column the name in the header
     */
    record Column(String column, Spelling spelling, Style style) implements Source {
        @Override
        public String label() {
            return column;
        }
    }

    /**
     * The same text for every row.
     *
     * @param text never blank
     */
    record Fixed(String text) implements Source {
        @Override
        public String label() {
            return "\"" + text + "\"";
        }
    }

    /**
     * A column of another file, in the row with the deal's key.
     *
     * @param lookup where to look
     * @param take the column whose value is taken
     */
    record Looked(LookupPlan lookup, String take, Spelling spelling, Style style) implements Source {
        @Override
        public String label() {
            return lookup.file() + " " + take;
        }
    }

    /**
     * Whether another file has a row with the deal's key.
     *
     * @param lookup where to look
     * @param present the text when it has
     * @param absent the text when it has not, or the deal has no key
     */
    record Presence(LookupPlan lookup, String present, String absent) implements Source {

        @Override
        public String label() {
            return "presence in " + lookup.file();
        }
    }

    /** The number of the row, from 1; for tables whose rows have no name. */
    record RowNumber() implements Source {

        @Override
        public String label() {
            return "the row's number";
        }
    }
}
