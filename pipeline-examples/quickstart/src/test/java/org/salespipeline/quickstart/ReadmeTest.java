package org.salespipeline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README shows the programs of this module and what they print, word for word. */
class ReadmeTest {

    private static final Path ROOT = root();
    private static final Pattern FENCE = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    /** A fenced block of the README. */
    private record Block(String language, String text) {}

    @Test
    void showsTheProgramsTheirTestsAndNoOtherJava() throws IOException {
        assertThat(blocks("java"))
                .containsExactly(
                        source("main", "Quickstart"),
                        source("main", "ManyDeals"),
                        source("main", "GrowingProcess"),
                        source("main", "ThreeWaysIn"),
                        source("main", "OwnRules"),
                        source("test", "NamedAccountLaws"),
                        source("test", "HalfUnlessLargeLaws"));
    }

    @Test
    void showsWhatTheProgramsPrint() throws IOException {
        assertThat(blocks("text")).contains(printed(() -> Quickstart.main(new String[0])));
        assertThat(blocks("text")).contains(printed(() -> ManyDeals.main(new String[0])));
        assertThat(blocks("text")).contains(printed(() -> GrowingProcess.main(new String[0])));
        assertThat(blocks("text")).contains(printed(() -> ThreeWaysIn.main(new String[0])));
        assertThat(blocks("text")).contains(printed(() -> OwnRules.main(new String[0])));
    }

    /** Who follows the section types two commands and needs nothing else. */
    @Test
    void hasExactlyTwoCommandsUnderQuickStart() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int start = readme.indexOf("## Quick start\n");
        String section = readme.substring(start, readme.indexOf("\n## ", start + 1));
        List<Block> shell = FENCE.matcher(section)
                .results()
                .map(fence -> new Block(fence.group(1), fence.group(2)))
                .toList();
        assertThat(shell).hasSize(2).allSatisfy(block -> {
            assertThat(block.language()).isEqualTo("sh");
            assertThat(block.text().lines()).hasSize(1);
        });
    }

    @Test
    void namesTheVersionThatTheBuildMakes() throws IOException {
        Matcher version = Pattern.compile("<artifactId>pipeline-parent</artifactId>\\s*<version>([^<]*)</version>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("<version>" + version.group(1) + "</version>");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("LICENSE")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> blocks(String language) throws IOException {
        return FENCE.matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .filter(fence -> fence.group(1).equals(language))
                .map(fence -> fence.group(2))
                .toList();
    }

    private static String source(String tree, String program) throws IOException {
        Path file = ROOT.resolve("pipeline-examples/quickstart/src/" + tree + "/java/org/salespipeline/quickstart")
                .resolve(program + ".java");
        return Files.readString(file);
    }

    private static String printed(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            program.run();
        } finally {
            System.setOut(before);
        }
        String text = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        return text.stripTrailing() + "\n";
    }
}
