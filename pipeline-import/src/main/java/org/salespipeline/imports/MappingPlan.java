package org.salespipeline.imports;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.immutables.value.Value;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.StageId;

/** What a mapping says, checked. */
@Value.Immutable
interface MappingPlan {

    /** The mapping's name for messages: its path as given. */
    String name();

    /** The folder that paths of look-ups start from; empty when the mapping is not a file. */
    Optional<Path> folder();

    CsvTable.Form form();

    ZoneId zone();

    /** When the table was exported: a day, or a time. */
    Optional<Moment> export();

    String actor();

    NumberStyle numbers();

    ImmutableList<DatePattern> dates();

    /** Gives an ISO code per row. */
    Source currency();

    SalesProcess process();

    /** From a text of the stage column to the stage. */
    ImmutableMap<String, StageId> stageTexts();

    /** The open stage in which a closed deal is assumed to have been. */
    StageId closedFrom();

    ImmutableMap<Field, Source> fields();

    ImmutableMap<String, Source> dimensions();

    Rules rules();
}
