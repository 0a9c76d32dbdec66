package org.salespipeline.cli;

import java.util.Locale;

/** How a result is written. */
enum Format {
    TEXT,
    JSON,
    CSV;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
