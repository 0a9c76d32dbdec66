package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void writesNestedValuesInTheGivenOrder() {
        String json = new Json()
                .beginObject()
                .field("name", "Ada")
                .field("deals", 2)
                .field("amount", new BigDecimal("1E+3").setScale(2))
                .field("owner", Optional.empty())
                .strings("notes", List.of("a", "b"))
                .name("lines")
                .beginArray()
                .beginObject()
                .name("open")
                .value(true)
                .endObject()
                .endArray()
                .name("none")
                .beginArray()
                .endArray()
                .endObject()
                .toString();
        assertThat(json).isEqualTo("""
                        {
                          "name": "Ada",
                          "deals": 2,
                          "amount": 1000.00,
                          "owner": null,
                          "notes": [
                            "a",
                            "b"
                          ],
                          "lines": [
                            {
                              "open": true
                            }
                          ],
                          "none": []
                        }
                        """);
    }

    @Test
    void escapesWhatMayNotStandInAString() {
        assertThat(new Json().value("\"\\\n\r\t\u0001/é\uD83D\uDE00").toString())
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0001/é\uD83D\uDE00\"\n");
    }

    @Test
    void escapesLoneSurrogatesBecauseTheyHaveNoUtf8() {
        assertThat(new Json().value("\uD83Dx\uDE00").toString()).isEqualTo("\"\\ud83dx\\ude00\"\n");
    }

    @Test
    void refusesToPrintHalfADocument() {
        Json json = new Json().beginObject();
        assertThatIllegalStateException()
                .isThrownBy(json::toString)
                .withMessage("JSON document must be closed, was open at depth 1");
    }
}
