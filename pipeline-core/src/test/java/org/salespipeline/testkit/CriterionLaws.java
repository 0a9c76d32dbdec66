package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;

/**
 * What every criterion owes its callers; implement it once per criterion.
 *
 * <pre>{@code
 * class DiscountAtMostLaws implements CriterionLaws<Optional<Discount>> {
 *     public Criterion<Optional<Discount>> criterion() {
 *         return new DiscountAtMost(new BigDecimal("20"));
 *     }
 *
 *     public Arbitrary<Optional<Discount>> subjects() {
 *         return Arbitraries.integers().between(0, 100)
 *                 .map(percent -> new Discount(new BigDecimal(percent))).optional();
 *     }
 * }
 * }</pre>
 *
 * @param <S> what is judged
 */
public interface CriterionLaws<S> {

    /** The criterion under test; two calls give equal ones when the criterion has {@code equals}. */
    Criterion<S> criterion();

    /** Subjects of every sort that the criterion can meet. */
    Arbitrary<S> subjects();

    /** Subjects under a name that jqwik finds. */
    @Provide
    default Arbitrary<S> lawSubjects() {
        return subjects();
    }

    /** The id is there and stays. */
    @Property(tries = 1)
    default void theIdIsNotBlankAndStays() {
        Criterion<S> criterion = criterion();
        assertThat(criterion.id()).isNotBlank().isEqualTo(criterion.id());
    }

    /** Purity: asked again, and by another thread, it says the same. */
    @Property
    default void theSameQuestionGetsTheSameAnswer(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Criterion<S> criterion = criterion();
        Verdict verdict = criterion.evaluate(subject, at);
        assertThat(criterion.evaluate(subject, at)).isEqualTo(verdict);
        assertThat(CompletableFuture.supplyAsync(() -> criterion.evaluate(subject, at))
                        .join())
                .isEqualTo(verdict);
    }

    /** Who is not met says why, in words: found values have a {@code toString} of their own. */
    @Property
    default void whoIsNotMetSaysWhy(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Verdict verdict = criterion().evaluate(subject, at);
        for (Reason reason : verdict.reasons()) {
            reason.found()
                    .ifPresent(found -> assertThat(reason.toString())
                            .doesNotContain(found.getClass().getName() + "@" + Integer.toHexString(found.hashCode())));
        }
        Verdict ofAnother = criterion().evaluate(subject, at);
        assertThat(ofAnother.reasons()).extracting(Reason::toString).isEqualTo(words(verdict));
    }

    private static List<String> words(Verdict verdict) {
        return verdict.reasons().stream().map(Reason::toString).toList();
    }

    /** What it says it looks at has names, and they stay. */
    @Property(tries = 1)
    default void whatItUsesHasNames() {
        Criterion<S> criterion = criterion();
        assertThat(criterion.uses()).doesNotContain("").isEqualTo(criterion.uses());
    }

    /** Who is met may say on what evidence, in words and the same words each time; nobody else has any. */
    @Property
    default void onlyWhoIsMetHasEvidence(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Verdict verdict = criterion().evaluate(subject, at);
        assertThat(verdict.isMet() || verdict.evidence().isEmpty()).isTrue();
        assertThat(verdict.evidence())
                .isEqualTo(criterion().evaluate(subject, at).evidence())
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContainPattern("[\\w$.]+@[0-9a-f]{5,8}\\b"));
    }

    /** The short way to the reasons leads to the same ones. */
    @Property
    default void reasonsCanBeTakenOneByOne(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Verdict verdict = criterion().evaluate(subject, at);
        assertThat(verdict.reasonCount()).isEqualTo(verdict.reasons().size());
        for (int i = 0; i < verdict.reasonCount(); i++) {
            assertThat(verdict.reason(i)).isEqualTo(verdict.reasons().get(i));
        }
    }

    /** It implies itself, and is never met together with its denial. */
    @Property(tries = 1)
    default void itImpliesItselfAndClashesWithItsDenial() {
        Criterion<S> criterion = criterion();
        assertThat(Criterion.entails(criterion, criterion)).isTrue();
        assertThat(Criterion.clash(criterion, Criterion.not(criterion))).isTrue();
    }

    /** Denied, it is met when it was unmet, and unknown stays unknown. */
    @Property
    default void deniedItSaysTheContrary(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Criterion<S> criterion = criterion();
        Verdict verdict = criterion.evaluate(subject, at);
        Verdict denied = Criterion.not(criterion).evaluate(subject, at);
        assertThat(denied.isMet()).isEqualTo(verdict.isUnmet());
        assertThat(denied.isUnknown()).isEqualTo(verdict.isUnknown());
    }

    /** The whole is met when all its parts are, unmet when one is, and a part has no parts of its own. */
    @Property
    default void itsPartsTogetherSayWhatItSays(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Criterion<S> criterion = criterion();
        Verdict verdict = criterion.evaluate(subject, at);
        List<Verdict> parts = new ArrayList<>();
        for (Criterion<S> part : criterion.parts()) {
            parts.add(part.evaluate(subject, at));
            assertThat(part.parts()).containsExactly(part);
        }
        assertThat(parts).isNotEmpty();
        assertThat(verdict.isMet()).isEqualTo(parts.stream().allMatch(Verdict::isMet));
        assertThat(verdict.isUnmet()).isEqualTo(parts.stream().anyMatch(Verdict::isUnmet));
    }
}
