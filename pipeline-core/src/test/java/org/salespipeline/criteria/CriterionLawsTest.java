package org.salespipeline.criteria;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.salespipeline.testkit.CriterionLaws;

/** The laws of the test kit catch what they are there for. */
class CriterionLawsTest {

    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

    private record Law(Criterion<String> criterion) implements CriterionLaws<String> {
        @Override
        public Arbitrary<String> subjects() {
            return Arbitraries.of("subject");
        }
    }

    private record Custom(String id, Verdict verdict, List<Criterion<String>> parts) implements Criterion<String> {
        static Custom saying(Verdict verdict) {
            return new Custom("custom", verdict, List.of());
        }

        @Override
        public Verdict evaluate(String subject, Instant at) {
            return verdict;
        }

        @Override
        public List<Criterion<String>> parts() {
            return parts.isEmpty() ? List.of(this) : parts;
        }
    }

    private static final Custom UNMET = Custom.saying(Verdict.unmet(Reason.of("custom", "never")));

    @Test
    void aSoundCriterionPasses() {
        Law law = new Law(UNMET);
        assertThatCode(() -> {
                    law.theIdIsNotBlankAndStays();
                    law.theSameQuestionGetsTheSameAnswer("subject", AT);
                    law.whoIsNotMetSaysWhy("subject", AT);
                    law.deniedItSaysTheContrary("subject", AT);
                    law.itsPartsTogetherSayWhatItSays("subject", AT);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aFoundValueThatPeopleCannotReadIsCaught() {
        Law law =
                new Law(Custom.saying(Verdict.unmet(Reason.of("custom", "never").withFound(new AtomicInteger[0]))));
        assertThatThrownBy(() -> law.whoIsNotMetSaysWhy("subject", AT)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aMailAddressIsAValueThatPeopleCanRead() {
        Law law =
                new Law(Custom.saying(Verdict.unmet(Reason.of("custom", "never").withFound("ada@cafe.example"))));
        assertThatCode(() -> law.whoIsNotMetSaysWhy("subject", AT)).doesNotThrowAnyException();
    }

    @Test
    void aCriterionThatRemembersIsCaught() {
        Set<String> seen = new TreeSet<>();
        Law law = new Law(Criterion.of("new", "seen before", "forget it", seen::add));
        assertThatThrownBy(() -> law.theSameQuestionGetsTheSameAnswer("subject", AT))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void partsThatDoNotMakeUpTheWholeAreCaught() {
        Law law = new Law(new Custom("custom", Verdict.met(), List.of(UNMET)));
        assertThatThrownBy(() -> law.itsPartsTogetherSayWhatItSays("subject", AT))
                .isInstanceOf(AssertionError.class);
    }
}
