package org.salespipeline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

    /** Who is not met says why, in words, and says the same words each time. */
    @Property
    default void whoIsNotMetSaysWhy(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Verdict verdict = criterion().evaluate(subject, at);
        List<Reason> reasons = verdict.reasons();
        assertThat(reasons.isEmpty()).isEqualTo(verdict.isMet());
        for (Reason reason : reasons) {
            assertThat(reason.criterion()).isNotBlank();
            assertThat(reason.toString()).isNotBlank().doesNotContain("@").isEqualTo(reason.toString());
        }
    }

    /** The combinators agree with the criterion alone. */
    @Property
    default void itCombinesAsLogicAsks(@ForAll("lawSubjects") S subject, @ForAll Instant at) {
        Criterion<S> criterion = criterion();
        Verdict verdict = criterion.evaluate(subject, at);
        Verdict denied = Criterion.not(criterion).evaluate(subject, at);
        assertThat(denied.isMet()).isEqualTo(verdict.isUnmet());
        assertThat(denied.isUnknown()).isEqualTo(verdict.isUnknown());
        assertThat(Criterion.allOf(criterion, criterion()).evaluate(subject, at).getClass())
                .isEqualTo(verdict.getClass());
        assertThat(Criterion.anyOf(criterion, criterion()).evaluate(subject, at).getClass())
                .isEqualTo(verdict.getClass());
    }
}
