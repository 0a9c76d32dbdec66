package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class MappingProposalLaws {

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "id",
                                "Stage",
                                "status",
                                "Created",
                                "Close Date",
                                "Amount",
                                "null",
                                "~",
                                "won",
                                "lost",
                                "",
                                "2026-01-05",
                                "05/06/2026",
                                "31.12.2026",
                                "1,5",
                                "1.234,5",
                                "7",
                                "true",
                                "[x]",
                                "{a: b}",
                                "# c",
                                "EUR",
                                "Currency"),
                        Arbitraries.strings()
                                .withChars("ab:#'\"\\{}[],&*!|>%@`\u00e9\u0001\u2028\ud83d\ude00 -")
                                .ofMaxLength(8))
                .list()
                .ofMinSize(4)
                .ofMaxSize(40);
    }

    /** Whatever stands in the table, there is a mapping with its columns, and every row is used or explained by it. */
    @Property(edgeCases = EdgeCasesMode.NONE)
    void everyProposalIsAMappingForItsTable(
            @ForAll("cells") List<String> cells, @ForAll @IntRange(min = 1, max = 6) int width) throws IOException {
        StringBuilder table = new StringBuilder();
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add('"' + cell.replace("\"", "\"\"") + '"');
            if (row.size() == width) {
                table.append(String.join(",", row)).append('\n');
                row.clear();
            }
        }
        Path file = Files.createTempFile("proposal-laws", ".csv");
        try {
            Files.write(file, table.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            String proposal;
            try {
                proposal = Imports.propose(file);
            } catch (ImportException noTable) {
                return;
            }
            ImportMapping mapping = ImportMapping.parse(proposal, "proposed.yaml");
            ImportResult result = Imports.run(mapping, file);
            assertThat(result.rowsRead()).isEqualTo(result.rowsUsable() + result.rowsRejected());
        } finally {
            Files.delete(file);
        }
    }
}
