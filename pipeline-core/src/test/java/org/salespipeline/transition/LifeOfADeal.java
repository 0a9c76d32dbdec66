package org.salespipeline.transition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.salespipeline.criteria.Reason;
import org.salespipeline.event.DossierEvent.ApprovalGranted;
import org.salespipeline.event.DossierEvent.ApprovalWithdrawn;
import org.salespipeline.event.DossierEvent.CriterionWaived;
import org.salespipeline.event.DossierEvent.DocumentAttached;
import org.salespipeline.event.DossierEvent.ObjectionRaised;
import org.salespipeline.event.DossierEvent.ObjectionSettled;
import org.salespipeline.event.DossierEvent.QuoteIssued;
import org.salespipeline.event.DossierEvent.QuoteWithdrawn;
import org.salespipeline.event.DossierEvent.ScoreSet;
import org.salespipeline.event.DossierEvent.WaiverWithdrawn;
import org.salespipeline.event.EventCodec;
import org.salespipeline.event.OpportunityEvent;
import org.salespipeline.event.OpportunityEvent.AmountSet;
import org.salespipeline.event.OpportunityEvent.Created;
import org.salespipeline.event.OpportunityEvent.EvidenceRecorded;
import org.salespipeline.event.OpportunityEvent.EvidenceWithdrawn;
import org.salespipeline.event.OpportunityEvent.Header;
import org.salespipeline.event.OpportunityEvent.Reopened;
import org.salespipeline.event.OpportunityEvent.WinReversal;
import org.salespipeline.event.OpportunityLog;
import org.salespipeline.fact.ActorId;
import org.salespipeline.fact.Fact;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.LossReason;
import org.salespipeline.opportunity.Opportunity;
import org.salespipeline.opportunity.OpportunityId;
import org.salespipeline.qualification.Criteria;
import org.salespipeline.stage.ProcessVersions;
import org.salespipeline.stage.ProcessVersions.StageMap;
import org.salespipeline.stage.SalesProcess;
import org.salespipeline.stage.Stage;
import org.salespipeline.stage.StageId;
import org.salespipeline.transition.TransitionResult.Accepted;
import org.salespipeline.transition.TransitionResult.Refused;

/** One deal, its log and its card ({@link SimpleDeal}), which every operation has to leave in agreement. */
final class LifeOfADeal {

    private static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    private static final ActorId ADA = ActorId.of("ada");
    private static final ActorId CLOSER = ActorId.of("bob");
    private static final ProcessVersions FAMILY = ProcessVersions.of(process(SimpleDeal.STAGES.get(0)))
            .then(
                    SimpleDeal.IN_FORCE,
                    process(SimpleDeal.STAGES.get(1)),
                    StageMap.sameNames().with("propose", "offer"));
    private static final List<StageMachine> MACHINES = List.of(
            machine(FAMILY.version(1), "propose")
                    .allow(MovePolicy.RECYCLE)
                    .winReversal(WinReversal.REVERSE_NOW)
                    .build(),
            machine(FAMILY.version(2), "offer")
                    .allow(MovePolicy.SKIP)
                    .mayMoveTo("won", "closer")
                    .mayUse(MovePolicy.REOPEN_WON, "closer")
                    .winReversal(WinReversal.RESTATE)
                    .exitWhen("prove", Criteria.scoreAtLeast("fit", 50))
                    .enterWhen("won", Criteria.documentAttached("contract"))
                    .unknownBlocks()
                    .build());

    private final OpportunityId id;
    private final Random random;
    private final SimpleDeal card;
    private final List<Fact<OpportunityEvent>> told = new ArrayList<>();
    private final List<Opportunity> states = new ArrayList<>();
    /** What the deal was worth since when; what is told late stands between what was told before. */
    private final TreeMap<Instant, Optional<Long>> amounts = new TreeMap<>();

    private final boolean newsComesLate;
    private OpportunityLog log = OpportunityLog.of(FAMILY.first());
    private Instant now = START;
    private final TreeMap<Instant, SimpleDeal> cards = new TreeMap<>();

    private int quotes;
    private int accepted;

    LifeOfADeal(String id, Random random) {
        this.id = OpportunityId.of(id);
        this.random = random;
        this.card = new SimpleDeal(START);
        this.newsComesLate = random.nextBoolean();
        this.amounts.put(START, Optional.empty());
        this.cards.put(START, card.gatheredAs(card));
        tell(new Created(header(now), FAMILY.id(), StageId.of("lead")));
    }

    private static SalesProcess process(List<String> stages) {
        SalesProcess.Builder process = SalesProcess.builder("desk").lossReasons("price", "competitor");
        for (String stage : stages) {
            switch (stage) {
                case "lead" -> process.prePipeline(stage);
                case "won" ->
                    process.stage(stages.size() == 7 ? Stage.won(stage).build() : withOrder(stage));
                case "onboarding" -> process.stage(Stage.postSales(stage).build());
                case "lost" -> process.lost(stage);
                case "disqualified" -> process.other(stage);
                default -> process.open(stage);
            }
        }
        return process.build();
    }

    private static Stage withOrder(String won) {
        return Stage.won(won).winEvidence("order").build();
    }

    private static StageMachine.Builder machine(SalesProcess process, String last) {
        return StageMachine.builder(process)
                .exitWhen("qualify", Criteria.confirmed("budget"))
                .exitWhen(last, Criteria.unlessWaivedBy("sales-director", Criteria.minimumAmount("EUR 5000")))
                .exitWhen(last, Criteria.approvedAbove("EUR 50000", "amount", "cfo"))
                .enterWhen("won", Criteria.quoteCurrent(), Criteria.noOpenObjections())
                .allow(MovePolicy.BACKWARD, MovePolicy.REOPEN_LOST, MovePolicy.REOPEN_WON)
                .allow(MovePolicy.MERGE, MovePolicy.DELETE, MovePolicy.REVIVE);
    }

    int length() {
        return told.size();
    }

    int accepted() {
        return accepted;
    }

    /** Something happens to the deal, or is tried in vain. */
    void operate() {
        now = now.plus(Duration.ofMinutes(1 + random.nextInt(3_000)));
        int kind = random.nextInt(100);
        if (kind < 60) {
            attempt();
        } else if (kind < 80) {
            learn();
        } else if (kind < 85) {
            gather();
        } else if (kind < 90) {
            grant();
        } else if (kind < 95) {
            quote();
        } else {
            leaveOrComeBack();
        }
        compare();
        cards.put(now, card.gatheredAs(card));
    }

    /** One move in five is dated back: it is judged by what was gathered then, unless the deal has moved since. */
    private void attempt() {
        Instant at = random.nextInt(5) == 0 ? now.minus(Duration.ofHours(random.nextInt(72))) : now;
        String target = target();
        boolean endsWithoutSale = target.equals("lost") || target.equals("disqualified");
        String why = endsWithoutSale && random.nextInt(4) > 0 ? random.nextInt(6) > 0 ? "price" : "weather" : null;
        boolean byCloser = random.nextInt(4) > 0;
        Move move = Move.to(StageId.of(target), byCloser ? CLOSER : ADA, at);
        move = why == null ? move : move.because(LossReason.of(why));
        move = byCloser ? move.as("closer") : move;
        List<String> objections = cardAt(at).objections(target, at, why, byCloser);
        boolean takesWinBack = card.fate.equals("there")
                && !card.inPlay(card.stage)
                && card.lossReason == null
                && (card.stage.equals("won") || card.stage.equals("onboarding"));
        if (isAccepted(MACHINES.get(card.version - 1).attempt(log, move), objections)) {
            if (takesWinBack && card.inPlay(target)) {
                assertThat(log.facts().facts().get(told.size() - 1).event())
                        .isInstanceOfSatisfying(
                                Reopened.class,
                                reopened -> assertThat(reopened.reversal())
                                        .contains(card.version == 1 ? WinReversal.REVERSE_NOW : WinReversal.RESTATE));
            }
            card.move(target, at, why);
        }
    }

    private SimpleDeal cardAt(Instant at) {
        boolean movedSince = !card.objectionsToTime(at).isEmpty();
        if (movedSince) {
            return card;
        }
        SimpleDeal then = card.gatheredAs(cards.floorEntry(at).getValue());
        then.euros = amounts.floorEntry(at).getValue().orElse(null);
        return then;
    }

    /** Whether the machine does what the card says, which it must; its events are told. */
    private boolean isAccepted(TransitionResult result, List<String> objections) {
        if (result instanceof Refused refused) {
            assertThat(refused.reasons()).extracting(Reason::criterion).isEqualTo(objections);
            return false;
        }
        assertThat(objections)
                .as("objections to what was accepted for %s", latest())
                .isEmpty();
        accepted++;
        ((Accepted) result).events().forEach(this::tell);
        return true;
    }

    /** Mostly the next stage: else few deals would come far. */
    private String target() {
        List<String> stages = card.stages();
        int next = stages.indexOf(card.stage) + 1;
        boolean onward = next < stages.indexOf("lost") && random.nextInt(3) > 0;
        return stages.get(onward ? next : random.nextInt(stages.size()));
    }

    private void learn() {
        int kind = random.nextInt(12);
        if (kind < 5) {
            Long euros = random.nextInt(8) == 0 ? null : Long.valueOf(1_000L * random.nextInt(80));
            boolean isLate = newsComesLate && random.nextInt(3) == 0;
            Instant since = isLate ? now.minus(Duration.ofHours(random.nextInt(100))) : now;
            since = since.isBefore(START) ? START : since;
            amounts.put(since, Optional.ofNullable(euros));
            card.euros = amounts.lastEntry().getValue().orElse(null);
            tell(new AmountSet(header(since), Optional.ofNullable(euros).map(LifeOfADeal::euros)));
        } else if (kind < 9) {
            Instant until = random.nextBoolean() ? null : SimpleDeal.daysAfter(now, random.nextInt(20));
            card.budgetSince = now;
            card.budgetUntil = until;
            tell(new EvidenceRecorded(header(now), "budget", "cfo", Optional.ofNullable(until)));
        } else if (kind < 11) {
            card.orderSince = now;
            tell(new EvidenceRecorded(header(now), "order", "customer", Optional.empty()));
        } else {
            card.budgetSince = null;
            card.budgetUntil = null;
            tell(new EvidenceWithdrawn(header(now), "budget"));
        }
    }

    /** Objections, documents and scores. */
    private void gather() {
        switch (random.nextInt(6)) {
            case 0 -> {
                card.objectedAt = now;
                tell(new ObjectionRaised(header(now), "price", Optional.empty(), Optional.empty()));
            }
            case 1, 2 -> {
                card.objectedAt = null;
                tell(new ObjectionSettled(header(now), "price"));
            }
            case 3 -> {
                card.contractAt = now;
                tell(new DocumentAttached(header(now), "contract", "C-1", Optional.empty(), Optional.empty()));
            }
            default -> {
                card.fit = random.nextInt(5) == 0 ? null : Integer.valueOf(random.nextInt(120));
                tell(new ScoreSet(header(now), "fit", Optional.ofNullable(card.fit)));
            }
        }
    }

    private void grant() {
        String waivable = "minimum-amount(EUR 5000.00)";
        switch (random.nextInt(4)) {
            case 0 -> {
                card.waivedAt = now;
                tell(new CriterionWaived(header(now), waivable, "sales-director", "a reference"));
            }
            case 1 -> {
                card.waivedAt = null;
                tell(new WaiverWithdrawn(header(now), waivable, "sales-director"));
            }
            case 2 -> {
                card.approvedAt = now;
                card.approvedUpTo = random.nextBoolean() ? null : Long.valueOf(1_000L * (50 + random.nextInt(30)));
                Optional<Money> upTo = Optional.ofNullable(card.approvedUpTo).map(LifeOfADeal::euros);
                tell(new ApprovalGranted(header(now), "amount", "cfo", "strategic", upTo));
            }
            default -> {
                card.approvedAt = null;
                card.approvedUpTo = null;
                tell(new ApprovalWithdrawn(header(now), "amount", "cfo"));
            }
        }
    }

    private void quote() {
        if (random.nextInt(4) > 0 || card.offers.isEmpty()) {
            LocalDate lastDay =
                    random.nextInt(4) == 0 ? null : SimpleDeal.day(now).plusDays(random.nextInt(30));
            quotes++;
            card.offers.put(quotes, new SimpleDeal.Offer(now, lastDay));
            Quote quote = Quote.of("Q-1", quotes, now, euros(7_000));
            tell(new QuoteIssued(header(now), lastDay == null ? quote : quote.withValidUntil(lastDay)));
        } else {
            int last = card.offers.lastKey();
            card.offers.remove(last);
            tell(new QuoteWithdrawn(header(now), new Quote.Version("Q-1", last)));
        }
    }

    /** Merged, deleted, recycled, put back, or brought to the next version of the process. */
    private void leaveOrComeBack() {
        StageMachine machine = MACHINES.get(card.version - 1);
        switch (random.nextInt(6)) {
            case 0 -> remove(machine, "merge", "merged", Removal.merge("OPP-survivor", somebody(), now));
            case 1 -> remove(machine, "delete", "deleted", Removal.delete(somebody(), now));
            case 2 -> remove(machine, "recycle", "recycled", Removal.recycle(somebody(), now));
            case 3 -> {
                if (isAccepted(MACHINES.get(1).migrate(latest(), ADA, now), card.objectionsToMigration(now))) {
                    card.migrate(now);
                }
            }
            default -> attempt();
        }
    }

    private String somebody() {
        return random.nextBoolean() ? CLOSER.value() : ADA.value();
    }

    private void remove(StageMachine machine, String kind, String fate, Removal removal) {
        boolean byCloser = removal.actor().equals(CLOSER);
        Removal asked = byCloser ? removal.as("closer") : removal;
        if (isAccepted(machine.attempt(latest(), asked), card.objectionsToRemoval(kind, now, byCloser))) {
            card.remove(fate, now);
        }
    }

    private static Money euros(long amount) {
        return Money.ofMajor(CurrencyUnit.EUR, amount);
    }

    private Header header(Instant at) {
        return new Header(id, at, ADA);
    }

    private void tell(OpportunityEvent event) {
        log = log.append(List.of(event), now);
        told.add(new Fact<>(event, now, told.size()));
        Opportunity replayed = log.latest();
        if (!states.isEmpty() && !(event instanceof AmountSet && event.validAt().isBefore(now))) {
            assertThat(latest().after(event)).isEqualTo(replayed);
        }
        states.add(replayed);
    }

    private Opportunity latest() {
        return states.get(states.size() - 1);
    }

    private void compare() {
        Opportunity deal = latest();
        assertThat(log.facts().size()).isEqualTo(told.size());
        assertThat(deal.process().version()).isEqualTo(card.version);
        assertThat(deal.stage()).hasToString(card.stage);
        assertThat(deal.stageEnteredAt()).isEqualTo(card.enteredAt);
        assertThat(deal.migratedAt()).isEqualTo(Optional.ofNullable(card.migratedAt));
        assertThat(deal.removedAt()).isEqualTo(Optional.ofNullable(card.removedAt));
        assertThat(deal.dossier().objections()).hasSize(card.objectedAt == null ? 0 : 1);
        assertThat(deal.dossier().documents()).hasSize(card.contractAt == null ? 0 : 1);
        assertThat(deal.dossier().scores()).hasSize(card.fit == null ? 0 : 1);
        assertThat(fate(deal)).isEqualTo(card.fate);
        assertThat(deal.actualClose()).isEqualTo(Optional.ofNullable(card.closedOn));
        assertThat(text(deal.lossReason())).isEqualTo(card.lossReason);
        assertThat(deal.amount()).isEqualTo(Optional.ofNullable(card.euros).map(LifeOfADeal::euros));
        assertThat(deal.evidence().containsKey("budget")).isEqualTo(card.budgetSince != null);
        assertThat(deal.dossier().waivers()).hasSize(card.waivedAt == null ? 0 : 1);
        assertThat(deal.dossier().approvals()).hasSize(card.approvedAt == null ? 0 : 1);
        assertThat(deal.dossier().quotes()).hasSize(card.offers.size());
    }

    private static String fate(Opportunity deal) {
        if (deal.mergedInto().isPresent()) {
            return "merged";
        }
        return deal.isDeleted() ? "deleted" : deal.isRecycled() ? "recycled" : "there";
    }

    private static @Nullable String text(Optional<LossReason> reason) {
        return reason.map(LossReason::toString).orElse(null);
    }

    /** Whether all that was ever told is there, in whatever order it is read, and what was known then is known still. */
    void end() {
        assertThat(log.facts().facts()).isEqualTo(told);
        List<Fact<OpportunityEvent>> stored = new ArrayList<>();
        for (Fact<OpportunityEvent> fact : told) {
            OpportunityEvent read = EventCodec.decode(EventCodec.encode(fact.event()));
            stored.add(new Fact<>(read, fact.recordedAt(), fact.sequence()));
        }
        Collections.shuffle(stored, random);
        OpportunityLog replayed = OpportunityLog.of(FAMILY.latest(), stored);
        for (int i = 0; i < told.size(); i++) {
            Instant recordedAt = told.get(i).recordedAt();
            assertThat(replayed.asOf(recordedAt, recordedAt)).contains(states.get(i));
        }
        LogAudit audit = LogAudit.of(MACHINES.get(0), MACHINES.get(1))
                .withRoles(actor -> actor.equals(CLOSER) ? Set.of("closer") : Set.of("seller", "sales-director", "cfo"))
                .exactly();
        assertThat(audit.asKnownThen().audit(replayed)).isEmpty();
        if (!newsComesLate) {
            assertThat(audit.audit(replayed)).isEmpty();
        }
    }
}
