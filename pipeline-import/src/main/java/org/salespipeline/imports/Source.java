package org.salespipeline.imports;

/** Where the value of a field comes from, as the mapping says it. */
sealed interface Source {

    /** How messages name it. */
    String label();

    /**
     * A column of the table.
     *
     * @param column the name in the header
     */
    record Column(String column, Spelling spelling) implements Source {
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
    record Looked(LookupPlan lookup, String take, Spelling spelling) implements Source {
        @Override
        public String label() {
            return lookup.file() + " " + take;
        }
    }
}
