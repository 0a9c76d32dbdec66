package org.salespipeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.OwnerSet;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.organisation.PersonId;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

class FactTableTest {

    private static final String HEADER =
            "opportunity,sequence,recordedAt,type,version,actor,owner,process,stage,validAt\n";

    private static final String CREATED =
            "D1,0,2026-01-05T00:00:00Z,created,1,ada,,payment,draft,2026-01-04T00:00:00Z\n";

    private static final ImportMapping MAPPING = ImportMapping.parse(
            EventSamples.HEAD
                    .replace("rows: events", "rows: facts")
                    .replace("currency: EUR\n", "")
                    .replaceFirst("dates: .*\n", ""),
            "facts.yaml");

    @TempDir
    Path folder;

    private ImportResult read(String rows) {
        return Imports.run(MAPPING, Samples.write(folder, "facts.csv", HEADER + rows));
    }

    private static List<String> problems(ImportResult result) {
        return result.problems().stream()
                .map(problem -> problem.toString().replaceFirst("^.*[/\\\\]", ""))
                .toList();
    }

    private static OpportunityLog log(SalesProcess process, String owner) {
        Instant start = Instant.parse("2026-01-04T00:00:00Z");
        Header header = Header.of("D1", start, "ada");
        return OpportunityLog.of(process)
                .append(
                        List.<OpportunityEvent>of(
                                new Created(header, process.id(), StageId.of("draft")),
                                new OwnerSet(header, PersonId.of(owner))),
                        start.plusSeconds(86_400));
    }

    @Test
    void writesARowPerFactAndAColumnPerField() throws Exception {
        Path file = folder.resolve("facts.csv");
        Imports.writeFacts(List.of(log(MAPPING.process(), "bob, \"junior\"")), file);
        assertThat(Files.readString(file))
                .isEqualTo(HEADER
                        + CREATED
                        + "D1,1,2026-01-05T00:00:00Z,owner-set,1,ada,\"bob, \"\"junior\"\"\",,,2026-01-04T00:00:00Z\n");
        assertThat(Imports.run(MAPPING, file).logs()).containsExactly(log(MAPPING.process(), "bob, \"junior\""));
    }

    @Test
    void writesWhatAnImportOfEventsBrought() {
        Path events = Samples.write(
                folder, "events.csv", EventSamples.HEADER + "A,2026-01-05,Begun,ada,7\nB,2026-01-05,Paid,ada,\n");
        ImportResult first = Imports.run(EventSamples.mapping(""), events);
        Path facts = folder.resolve("facts.csv");
        Imports.writeFacts(first.logs(), facts);
        ImportResult again = Imports.run(MAPPING, facts);
        assertThat(again.logs()).isEqualTo(first.logs());
        assertThat(again.understood()).containsExactly("facts in the fields of EventCodec, a row each");
    }

    @Test
    void explainsRowsThatAreNoFacts() {
        assertThat(problems(read(CREATED
                        + "D1,0,2026-01-05T00:00:00Z,owner-set,1,ada,bob,,,2026-01-04T00:00:00Z\n"
                        + " ,x,5 May,owner-set,-1,ada,bob,,,2026-01-04T00:00:00Z\n"
                        + "D1,1,2026-01-05T00:00:00Z,owner-sett,1,ada,bob,,,2026-01-04T00:00:00Z\n"
                        + "D2,1,2026-01-05T00:00:00Z,stage-entered,1,ada,,,nowhere,2026-01-04T00:00:00Z\n")))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .isEqualTo("facts.csv:3: sequence must be unique in its deal, was \"0\";"
                                        + " line 2 of D1 has it too, and stands"),
                        line -> assertThat(line)
                                .isEqualTo("facts.csv:4: opportunity must not be blank; every fact is about a deal"),
                        line -> assertThat(line)
                                .isEqualTo("facts.csv:4: sequence must be a whole number, was \"x\";"
                                        + " digits only, from 0 to 9223372036854775807"),
                        line -> assertThat(line)
                                .isEqualTo("facts.csv:4: version must be a whole number, was \"-1\";"
                                        + " digits only, from 0 to 9223372036854775807"),
                        line -> assertThat(line)
                                .isEqualTo("facts.csv:4: recordedAt must be an ISO instant, was \"5 May\";"
                                        + " such as 2026-06-30T18:00:00Z"),
                        line -> assertThat(line)
                                .startsWith("facts.csv:5: type must be a fact as EventCodec writes it, was"
                                        + " \"owner-sett\"; event owner-sett version 1: type must be one of [created"),
                        line -> assertThat(line)
                                .startsWith("facts.csv:6: type must fit the process payment, was \"stage-entered\";"
                                        + " D2: unknown stage nowhere"));
    }

    @Test
    void tellsOfDealsThatWereNeverCreated() {
        ImportResult result = read("D2,1,2026-01-05T00:00:00Z,owner-set,1,ada,bob,,,2026-01-04T00:00:00Z\n");
        assertThat(result.problems()).isEmpty();
        assertThat(result.logs()).hasSize(1);
        assertThat(result.assumptions()).containsExactly("1 deal without a creation, in no view");
    }

    @Test
    void refusesTablesAndMappingsThatCannotBe() {
        Path other = Samples.write(folder, "facts.csv", "opportunity,sequence\n");
        assertThatThrownBy(() -> Imports.run(MAPPING, other))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("facts.csv:1: recordedAt must be a column of this file");
        assertThatThrownBy(() -> ImportMapping.parse(EventSamples.HEAD.replace("events", "facts"), "m.yaml"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("currency must not stand in a mapping with rows: facts;"
                        + " facts need no more than [rows, zone, process]");
        SalesProcess one = MAPPING.process();
        SalesProcess two = Samples.mapping().process();
        assertThatThrownBy(() -> Imports.writeFacts(List.of(log(one, "bob"), OpportunityLog.of(two)), other))
                .hasMessage("logs of one table must be of one process, were of [payment, enterprise];"
                        + " write a table for each");
        assertThatThrownBy(() -> Imports.writeFacts(List.of(log(one, "half a \ud83d")), other))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(
                        "must hold texts that UTF-8 can write; a text of the facts holds half a character");
    }

    @Test
    void leavesAnEarlierTableWhereANewOneCannotBeWrittenToTheEnd() throws IOException {
        Path file = folder.resolve("facts.csv");
        Imports.writeFacts(List.of(log(MAPPING.process(), "bob")), file);
        String before = Files.readString(file);
        assertThatThrownBy(() -> Imports.writeFacts(List.of(log(MAPPING.process(), "half a \ud83d")), file))
                .isInstanceOf(ImportException.class);
        assertThat(file).hasContent(before);
        Imports.writeFacts(List.of(log(MAPPING.process(), "eve")), file);
        assertThat(Files.readString(file)).isEqualTo(before.replace("bob", "eve"));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }
}
