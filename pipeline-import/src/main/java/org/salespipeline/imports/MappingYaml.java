package org.salespipeline.imports;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Turns the text of a mapping into a tree, of bounded size and depth. */
final class MappingYaml {

    private static final String NO_YAML = "mind indents, brackets and colons; quote texts with signs in them";
    private static final int DEEPEST = 20;
    private static final int LONGEST_MAPPING = 1 << 20;

    private MappingYaml() {}

    /**
     * The tree of the text.
     *
     * @throws ImportException if it is empty, not YAML, too long or too deep
     */
    static Node compose(String text, String name) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setAllowDuplicateKeys(true) // reported by us, with the place
                .setCodePointLimit(LONGEST_MAPPING)
                .build();
        try {
            checkDepth(text, name, settings);
            return new Composer(settings, parser(text, settings))
                    .getSingleNode()
                    .orElseThrow(() -> new ImportException(ImportProblem.in(name)
                            .reason("must be a mapping, is empty")
                            .cure("the sample command of the command line writes one to begin with")
                            .build()));
        } catch (MarkedYamlEngineException e) {
            String problem = Optional.ofNullable(e.getProblem()).orElse("cannot be read");
            throw new ImportException(
                    YamlProblems.problem(name, e.getProblemMark(), "", "must be YAML: " + problem)
                            .cure(NO_YAML)
                            .build(),
                    e);
        } catch (YamlEngineException e) {
            String problem = Optional.ofNullable(e.getMessage()).orElse("cannot be read");
            throw new ImportException(
                    ImportProblem.in(name)
                            .reason("must be YAML: "
                                    + problem.lines().findFirst().orElse(""))
                            .cure(NO_YAML)
                            .build(),
                    e);
        }
    }

    private static ParserImpl parser(String text, LoadSettings settings) {
        return new ParserImpl(settings, new StreamReader(settings, text));
    }

    /** The composer calls itself for each level, so that deep nesting would exhaust the stack. */
    private static void checkDepth(String text, String name, LoadSettings settings) {
        ParserImpl events = parser(text, settings);
        int depth = 0;
        while (events.hasNext()) {
            Event event = events.next();
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                throw new ImportException(YamlProblems.problem(
                                name, event.getStartMark(), "", "must not be nested deeper than " + DEEPEST + " levels")
                        .cure("no key of a mapping needs so many; look for a bracket that is not closed")
                        .build());
            }
        }
    }
}
