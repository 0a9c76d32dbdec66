package org.salespipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each preset: its graph, kinds and starting values, and the way of one deal through it. */
class SalesProcessesTest {

    @Test
    void newBusinessGoesFromProspectingToANegotiatedDeal() {
        SalesProcess process = SalesProcesses.newBusiness();

        assertThat(process).hasToString("""
                        new-business
                          prospecting [OPEN 0.1] -> qualification, closed-lost
                          qualification [OPEN 0.2] -> proposal, closed-lost
                          proposal [OPEN 0.4] -> negotiation, closed-lost
                          negotiation [OPEN 0.7] -> closed-won, closed-lost
                          closed-won [WON]
                          closed-lost [LOST]""");
        assertThat(stagnationOf(process)).containsExactly(30, 30, 21, 21);
        assertThat(winEvidenceOf(process)).isEmpty();
        assertThat(rolesOf(process)).containsOnly("account-executive");
        walks(process, "prospecting", "qualification", "proposal", "negotiation", "closed-won");
        walks(process, "prospecting", "qualification", "closed-lost");
    }

    @Test
    void solutionSellingLooksAtTheNeedsFirstAndAfterTheCustomerLast() {
        SalesProcess process = SalesProcesses.solutionSelling();

        assertThat(process).hasToString("""
                        solution-selling
                          prospecting [OPEN 0.05] -> qualification, closed-lost
                          qualification [OPEN 0.1] -> needs-analysis, closed-lost
                          needs-analysis [OPEN 0.25] -> proposal, closed-lost
                          proposal [OPEN 0.45] -> negotiation, closed-lost
                          negotiation [OPEN 0.7] -> closed-won, closed-lost
                          closed-won [WON] -> post-sales
                          closed-lost [LOST]
                          post-sales [POST_SALES]""");
        assertThat(stagnationOf(process)).containsExactly(30, 30, 30, 21, 21);
        assertThat(winEvidenceOf(process)).containsExactly("agreement");
        assertThat(process.stage(StageId.of("needs-analysis")).name()).isEqualTo("Needs analysis");
        walks(
                process,
                "prospecting",
                "qualification",
                "needs-analysis",
                "proposal",
                "negotiation",
                "closed-won",
                "post-sales");
    }

    @Test
    void leadToDealBeginsBeforeThePipeline() {
        SalesProcess process = SalesProcesses.leadToDeal();

        assertThat(process).hasToString("""
                        lead-to-deal
                          lead [PRE_PIPELINE] -> prospect, closed-lost, disqualified
                          prospect [PRE_PIPELINE] -> qualified-prospect, closed-lost, disqualified
                          qualified-prospect [OPEN 0.2] -> quote, closed-lost, disqualified
                          quote [OPEN 0.45] -> negotiation, closed-lost, disqualified
                          negotiation [OPEN 0.7] -> closed-won, closed-lost, disqualified
                          closed-won [WON]
                          closed-lost [LOST]
                          disqualified [OTHER_TERMINAL]""");
        assertThat(stagnationOf(process)).containsExactly(14, 30, 30, 21, 21);
        assertThat(winEvidenceOf(process)).containsExactly("agreement");
        assertThat(process.first().category()).isEqualTo(ForecastCategory.OMITTED);
        walks(process, "lead", "prospect", "qualified-prospect", "quote", "negotiation", "closed-won");
        walks(process, "lead", "disqualified");
    }

    @Test
    void theNurtureLoopLeadsBackToTheQualification() {
        SalesProcess process = SalesProcesses.nurtureLoop();

        assertThat(process).hasToString("""
                        nurture-loop
                          lead-generation [PRE_PIPELINE] -> qualification, closed-lost
                          qualification [OPEN 0.1] -> nurturing, proposal, closed-lost
                          nurturing [OPEN 0.1] -> qualification, proposal, closed-lost
                          proposal [OPEN 0.4] -> negotiation, closed-lost
                          negotiation [OPEN 0.65] -> closing, closed-lost
                          closing [OPEN 0.9] -> closed-won, closed-lost
                          closed-won [WON]
                          closed-lost [LOST]""");
        assertThat(stagnationOf(process)).containsExactly(14, 30, 90, 21, 21, 14);
        assertThat(winEvidenceOf(process)).containsExactly("agreement");
        walks(
                process,
                "lead-generation",
                "qualification",
                "nurturing",
                "qualification",
                "nurturing",
                "proposal",
                "negotiation",
                "closing",
                "closed-won");
        assertThat(process.reaches(StageId.of("proposal"), StageId.of("nurturing")))
                .isFalse();
    }

    @Test
    void partnerSourcedDealsAreRegisteredFirst() {
        SalesProcess process = SalesProcesses.partnerSourced();

        assertThat(process).hasToString("""
                        partner-sourced
                          registered [OPEN 0.1] -> qualification, closed-lost, registration-rejected
                          qualification [OPEN 0.2] -> demo, closed-lost, registration-rejected
                          demo [OPEN 0.35] -> proposal, closed-lost, registration-rejected
                          proposal [OPEN 0.5] -> negotiation, closed-lost, registration-rejected
                          negotiation [OPEN 0.7] -> closing, closed-lost, registration-rejected
                          closing [OPEN 0.9] -> closed-won, closed-lost, registration-rejected
                          closed-won [WON]
                          closed-lost [LOST]
                          registration-rejected [OTHER_TERMINAL]""");
        assertThat(stagnationOf(process)).containsExactly(14, 30, 21, 21, 21, 14);
        assertThat(winEvidenceOf(process)).containsExactly("agreement");
        assertThat(process.first().ownerRole()).contains("partner-manager");
        walks(process, "registered", "qualification", "demo", "proposal", "negotiation", "closing", "closed-won");
        walks(process, "registered", "registration-rejected");
    }

    @Test
    void manufacturingDesignInGoesOnToProductionAndDelivery() {
        SalesProcess process = SalesProcesses.manufacturingDesignIn();

        assertThat(process).hasToString("""
                        manufacturing-design-in
                          need-identified [OPEN 0.1] -> design-in, closed-lost
                          design-in [OPEN 0.25] -> prototyping, closed-lost
                          prototyping [OPEN 0.45] -> testing, closed-lost
                          testing [OPEN 0.65] -> final-order, closed-lost
                          final-order [OPEN 0.9] -> closed-won, closed-lost
                          closed-won [WON] -> production
                          closed-lost [LOST]
                          production [POST_SALES] -> delivery
                          delivery [POST_SALES]""");
        assertThat(stagnationOf(process)).containsExactly(60, 120, 180, 120, 30);
        assertThat(winEvidenceOf(process)).containsExactly("purchase-order");
        assertThat(process.stage(StageId.of("delivery")).category()).isEqualTo(ForecastCategory.CLOSED);
        walks(
                process,
                "need-identified",
                "design-in",
                "prototyping",
                "testing",
                "final-order",
                "closed-won",
                "production",
                "delivery");
        assertThat(process.reaches(StageId.of("delivery"), StageId.of("closed-lost")))
                .isFalse();
    }

    @Test
    void renewalAndExpansionBeginsWithTheAccount() {
        SalesProcess process = SalesProcesses.renewalAndExpansion();

        assertThat(process).hasToString("""
                        renewal-and-expansion
                          account-review [OPEN 0.6] -> value-confirmed, closed-lost
                          value-confirmed [OPEN 0.7] -> offer, closed-lost
                          offer [OPEN 0.8] -> negotiation, closed-lost
                          negotiation [OPEN 0.9] -> closed-won, closed-lost
                          closed-won [WON]
                          closed-lost [LOST]""");
        assertThat(stagnationOf(process)).containsExactly(45, 30, 21, 21);
        assertThat(winEvidenceOf(process)).containsExactly("agreement");
        assertThat(process.first().ownerRole()).contains("customer-success");
        walks(process, "account-review", "value-confirmed", "offer", "negotiation", "closed-won");
    }

    @ParameterizedTest
    @MethodSource("all")
    void noPresetGivesReasonForAFinding(SalesProcess process) {
        assertThat(process.findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPresetTakesTheUsualReasonsForALoss(SalesProcess process) {
        assertThat(process.lossReasons())
                .containsExactlyInAnyOrder(
                        "competitor", "price", "no-decision", "timing", "product-gap", "disqualified", "duplicate");
    }

    @Test
    void thePresetsAreSevenWithAnIdEach() {
        assertThat(SalesProcesses.all())
                .extracting(process -> process.id().value())
                .containsExactly(
                        "new-business",
                        "solution-selling",
                        "lead-to-deal",
                        "nurture-loop",
                        "partner-sourced",
                        "manufacturing-design-in",
                        "renewal-and-expansion");
    }

    static List<SalesProcess> all() {
        return SalesProcesses.all();
    }

    /** Goes from the first stage on, one declared way after another. */
    private static void walks(SalesProcess process, String... stages) {
        assertThat(stages[0]).isEqualTo(process.first().id().value());
        for (int i = 1; i < stages.length; i++) {
            assertThat(process.allows(StageId.of(stages[i - 1]), StageId.of(stages[i])))
                    .as("%s leads to %s", stages[i - 1], stages[i])
                    .isTrue();
        }
        assertThat(process.stage(StageId.of(stages[stages.length - 1])).kind().isClosed())
                .isTrue();
    }

    private static List<Integer> stagnationOf(SalesProcess process) {
        return told(process, stage -> {
            OptionalInt days = stage.stagnantAfterDays();
            return days.isPresent() ? List.of(days.getAsInt()) : List.of();
        });
    }

    private static List<String> winEvidenceOf(SalesProcess process) {
        return told(process, stage -> stage.winEvidence().stream().toList());
    }

    private static List<String> rolesOf(SalesProcess process) {
        return told(process, stage -> stage.ownerRole().stream().toList());
    }

    /** What the stages say, in their order; those that say nothing are left out. */
    private static <T> List<T> told(SalesProcess process, Function<Stage, List<T>> question) {
        List<T> answers = new ArrayList<>();
        process.stages().forEach(stage -> answers.addAll(question.apply(stage)));
        return answers;
    }
}
