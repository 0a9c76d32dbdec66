package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesOnlyWhatNeedsIt() {
        assertThat(new Csv()
                        .row("plain", 1, "a,b", "say \"x\"", "two\nlines", " edge", "")
                        .toString())
                .isEqualTo("plain,1,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\" edge\",\n");
    }
}
