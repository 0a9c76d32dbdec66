package org.salespipeline.opportunity;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import org.immutables.value.Value;
import org.joda.money.Money;
import org.salespipeline.activity.ContactId;
import org.salespipeline.quantity.Share;

/**
 * What people gathered about a deal on its way: who waived or approved what, the quotes that are out and what the customer
 * objects to, documents, contacts, when something was last done, and scores.
 *
 * <p>Each list is in the order of its key and holds each key once; a part that is told again replaces the one before. What
 * was taken back is gone from the dossier and stays in the log of the deal.
 *
 * <p>Immutable. A dossier alone can be copied with changes; that of a deal changes by an event only.
 */
@Value.Immutable
public abstract sealed class Dossier permits ImmutableDossier {

    Dossier() {}

    /** Which criteria somebody waived, by criterion and role. */
    public abstract List<Waiver> waivers();

    /** What somebody approved, by subject and role. */
    public abstract List<Approval> approvals();

    /** All versions of quotes that were issued and not withdrawn, by id and number. */
    public abstract List<Quote> quotes();

    /** What the customer objects to and nobody settled, by code. */
    public abstract List<Objection> objections();

    /** What is attached, by kind and reference. */
    public abstract List<Document> documents();

    /** Who plays which part at the customer, by contact and role. */
    public abstract List<ContactRole> contacts();

    /** When an activity of each kind, such as {@code meeting}, last took place. */
    @Value.NaturalOrder
    public abstract SortedMap<String, Instant> activities();

    /** Points by the name of the score. */
    @Value.NaturalOrder
    public abstract SortedMap<String, Integer> scores();

    /** Apart, since the class of the constant extends this one: neither waits for the other to be loaded. */
    private static final class Empty {
        static final Dossier DOSSIER = ImmutableDossier.builder().build();
    }

    /** The dossier in which nothing is. */
    public static Dossier empty() {
        return Empty.DOSSIER;
    }

    /** Whether nothing is in it. */
    public final boolean isEmpty() {
        return equals(empty());
    }

    /** The waiver of this criterion in this role. */
    public final Optional<Waiver> waiver(String criterion, String role) {
        List<Waiver> all = waivers();
        for (int i = 0; i < all.size(); i++) {
            Waiver waiver = all.get(i);
            if (waiver.criterion().equals(criterion) && waiver.grant().role().equals(role)) {
                return Optional.of(waiver);
            }
        }
        return Optional.empty();
    }

    /**
     * The quote that stands at this instant: the one issued last by then; of several issued at once that with the highest
     * number, then the last id. Where it is withdrawn, the one before stands again, unless it was withdrawn too.
     */
    public final Optional<Quote> currentQuote(Instant at) {
        Optional<Quote> current = Optional.empty();
        for (Quote quote : quotes()) {
            if (!quote.issuedAt().isAfter(at)
                    && (current.isEmpty() || Quote.ISSUED.compare(quote, current.get()) > 0)) {
                current = Optional.of(quote);
            }
        }
        return current;
    }

    /** This dossier and a waiver, in place of any of the same criterion and role. */
    public final Dossier with(Waiver waiver) {
        return ((ImmutableDossier) this).withWaivers(Sorted.with(waivers(), waiver, Waiver.KEY));
    }

    /** This dossier and an approval, in place of any of the same subject and role. */
    public final Dossier with(Approval approval) {
        return ((ImmutableDossier) this).withApprovals(Sorted.with(approvals(), approval, Approval.KEY));
    }

    /** This dossier and a version of a quote, in place of the same version. */
    public final Dossier with(Quote quote) {
        return ((ImmutableDossier) this).withQuotes(Sorted.with(quotes(), quote, Quote.KEY));
    }

    /** This dossier and an objection, in place of any of the same code. */
    public final Dossier with(Objection objection) {
        return ((ImmutableDossier) this).withObjections(Sorted.with(objections(), objection, Objection.KEY));
    }

    /** This dossier and a document, in place of any of the same kind and reference. */
    public final Dossier with(Document document) {
        return ((ImmutableDossier) this).withDocuments(Sorted.with(documents(), document, Document.KEY));
    }

    /** This dossier and a contact in a role. */
    public final Dossier with(ContactRole contact) {
        return ((ImmutableDossier) this).withContacts(Sorted.with(contacts(), contact, ContactRole.KEY));
    }

    /** This dossier and an activity, unless a later one of its kind is known already. */
    public final Dossier withActivity(String kind, Instant at) {
        Instant last = activities().get(requireText("kind of an activity", kind));
        return last != null && last.isAfter(at)
                ? this
                : ((ImmutableDossier) this).withActivities(Entries.with(activities(), kind, Optional.of(at)));
    }

    /** This dossier and a score, in place of the one before; empty makes it unknown. */
    public final Dossier withScore(String name, Optional<Integer> points) {
        return ((ImmutableDossier) this)
                .withScores(Entries.with(scores(), requireText("name of a score", name), points));
    }

    /** This dossier without the waiver of this criterion in this role. */
    public final Dossier withoutWaiver(String criterion, String role) {
        return ((ImmutableDossier) this)
                .withWaivers(Sorted.without(
                        waivers(),
                        known -> known.criterion().equals(criterion)
                                && known.grant().role().equals(role)));
    }

    /** This dossier without the approval of this subject in this role. */
    public final Dossier withoutApproval(String subject, String role) {
        return ((ImmutableDossier) this)
                .withApprovals(Sorted.without(
                        approvals(),
                        known -> known.subject().equals(subject)
                                && known.grant().role().equals(role)));
    }

    /** This dossier without this version of a quote. */
    public final Dossier withoutQuote(Quote.Version version) {
        return ((ImmutableDossier) this)
                .withQuotes(Sorted.without(quotes(), known -> known.version().equals(version)));
    }

    /** This dossier without the objection of this code. */
    public final Dossier withoutObjection(String code) {
        return ((ImmutableDossier) this)
                .withObjections(
                        Sorted.without(objections(), known -> known.code().equals(code)));
    }

    /** This dossier without this document. */
    public final Dossier withoutDocument(String kind, String reference) {
        return ((ImmutableDossier) this)
                .withDocuments(Sorted.without(
                        documents(),
                        known -> known.kind().equals(kind) && known.reference().equals(reference)));
    }

    /** This dossier without this contact in this role. */
    public final Dossier without(ContactRole contact) {
        return ((ImmutableDossier) this).withContacts(Sorted.without(contacts(), contact::equals));
    }

    /** All parts in words, none where nothing is known. */
    @Override
    public final String toString() {
        StringJoiner parts = new StringJoiner(", ");
        waivers().forEach(known -> parts.add(known.toString()));
        approvals().forEach(known -> parts.add(known.toString()));
        quotes().forEach(known -> parts.add("quote " + known.version() + " at " + known.price()));
        objections().forEach(known -> parts.add("objection " + known));
        documents().forEach(known -> parts.add("document " + known));
        contacts().forEach(known -> parts.add("contact " + known));
        activities().forEach((kind, at) -> parts.add("last " + kind + " " + at));
        scores().forEach((name, points) -> parts.add("score " + name + " " + points));
        return parts.toString();
    }

    /**
     * That somebody consented.
     *
     * @param role in which role, as the host names its roles, for example {@code sales-director}; never blank
     * @param reason why; never blank
     * @param at when
     * @param by who, as the host names its actors; never blank
     */
    public record Grant(String role, String reason, Instant at, String by) {

        /** Refuses blank texts. */
        public Grant {
            requireText("role of a grant", role);
            requireText("reason of a grant", reason);
            requireNonNull(at, "at");
            requireText("granter", by);
        }

        /** Role, granter, time and reason, so that messages read well. */
        @Override
        public String toString() {
            return role + " " + by + " at " + at + ": " + reason;
        }
    }

    /**
     * A criterion that this deal need not meet.
     *
     * @param criterion the id of the criterion; never blank
     * @param grant who consented
     */
    public record Waiver(String criterion, Grant grant) {

        static final Comparator<Waiver> KEY = Comparator.comparing(Waiver::criterion)
                .thenComparing(waiver -> waiver.grant().role());

        /** Refuses a blank id. */
        public Waiver {
            requireText("criterion of a waiver", criterion);
            requireNonNull(grant, "grant");
        }

        /** What was waived and by whom. */
        @Override
        public String toString() {
            return criterion + " waived by " + grant;
        }
    }

    /**
     * Consent to something that needs it.
     *
     * @param subject what is approved, for example {@code discount}; never blank
     * @param upTo the highest amount of the deal for which it holds; empty when it holds for any
     * @param grant who consented
     */
    public record Approval(String subject, Optional<Money> upTo, Grant grant) {

        static final Comparator<Approval> KEY = Comparator.comparing(Approval::subject)
                .thenComparing(approval -> approval.grant().role());

        /** Refuses a blank subject. */
        public Approval {
            requireText("subject of an approval", subject);
            requireNonNull(upTo, "upTo");
            requireNonNull(grant, "grant");
        }

        /** What was approved and by whom. */
        @Override
        public String toString() {
            return subject + upTo.map(limit -> " up to " + limit).orElse("") + " approved by " + grant;
        }
    }

    /**
     * One version of an offer, as the customer has it.
     *
     * <pre>{@code
     * Quote quote = Quote.of("Q-17", 2, issuedAt, Money.parse("EUR 11500.00"))
     *     .withListPrice(Money.parse("EUR 12500.00"))
     *     .withValidUntil(LocalDate.of(2026, 9, 30));
     * }</pre>
     *
     * @param version which one
     * @param issuedAt when the customer got it
     * @param price what is asked for
     * @param listPrice what would be asked for without a discount, in the currency of the price
     * @param validUntil the last day on which it can be accepted
     * @param terms all other terms in words; never blank
     */
    public record Quote(
            Version version,
            Instant issuedAt,
            Money price,
            Optional<Money> listPrice,
            Optional<LocalDate> validUntil,
            Optional<String> terms) {

        static final Comparator<Quote> KEY = Comparator.comparing(Quote::version);
        static final Comparator<Quote> ISSUED = Comparator.comparing(Quote::issuedAt)
                .thenComparing(quote -> quote.version().number())
                .thenComparing(quote -> quote.version().quote());
        private static final int DECIMALS = 10;

        /** Refuses two currencies and blank terms. */
        public Quote {
            requireNonNull(version, "version");
            requireNonNull(issuedAt, "issuedAt");
            checkArgument(
                    listPrice.isEmpty() || listPrice.get().isSameCurrency(price),
                    "quote %s: listPrice must be in the currency of the price (%s), was %s",
                    version,
                    price,
                    listPrice.orElse(null));
            requireNonNull(validUntil, "validUntil");
            terms.ifPresent(text -> requireText("terms of quote " + version, text));
        }

        /** A version of which nothing but the price is known. */
        public static Quote of(String quote, int number, Instant issuedAt, Money price) {
            Version version = new Version(quote, number);
            return new Quote(version, issuedAt, price, Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The same with a list price. */
        public Quote withListPrice(Money list) {
            return new Quote(version, issuedAt, price, Optional.of(list), validUntil, terms);
        }

        /** The same with a last day. */
        public Quote withValidUntil(LocalDate day) {
            return new Quote(version, issuedAt, price, listPrice, Optional.of(day), terms);
        }

        /** The same with terms. */
        public Quote withTerms(String text) {
            return new Quote(version, issuedAt, price, listPrice, validUntil, Optional.of(text));
        }

        /**
         * The discount, {@code 1 - price / list price}, rounded half to even at ten decimals; nothing when the price is
         * above the list price.
         *
         * @return empty when the list price is not known or not above zero, or the price is negative
         */
        public Optional<Share> discount() {
            if (!hasDiscount()) {
                return Optional.empty();
            }
            BigDecimal list = listPrice.orElseThrow().getAmount();
            BigDecimal off = list.subtract(price.getAmount());
            return Optional.of(
                    off.signum() <= 0 ? Share.NONE : Share.of(off.divide(list, DECIMALS, RoundingMode.HALF_EVEN)));
        }

        /**
         * Whether the exact discount, not the rounded one, is above a limit.
         *
         * @return false also where {@link #discount()} is empty
         */
        public boolean isDiscountedBeyond(Share limit) {
            if (!hasDiscount()) {
                return false;
            }
            BigDecimal list = listPrice.orElseThrow().getAmount();
            return list.subtract(price.getAmount()).compareTo(list.multiply(limit.value())) > 0;
        }

        private boolean hasDiscount() {
            return !price.isNegative()
                    && listPrice.isPresent()
                    && listPrice.get().isPositive();
        }

        /**
         * Names one version of a quote.
         *
         * @param quote the key of the quote, the same for all its versions; never blank
         * @param number from 1
         */
        public record Version(String quote, int number) implements Comparable<Version> {

            private static final Comparator<Version> ORDER =
                    Comparator.comparing(Version::quote).thenComparingInt(Version::number);

            /** Refuses a blank key and a number below 1. */
            public Version {
                requireText("id of a quote", quote);
                checkArgument(number >= 1, "quote %s: version must be at least 1, was %s", quote, number);
            }

            /** By key, then by number. */
            @Override
            public int compareTo(Version other) {
                return ORDER.compare(this, other);
            }

            /** Such as {@code Q-17 v2}. */
            @Override
            public String toString() {
                return quote + " v" + number;
            }
        }
    }

    /**
     * What the customer does not like.
     *
     * @param code the host's key of the objection, for example {@code price}; never blank
     * @param text in words; never blank
     * @param to the version of the quote that it is about
     * @param raisedAt when
     */
    public record Objection(String code, Optional<String> text, Optional<Quote.Version> to, Instant raisedAt) {

        static final Comparator<Objection> KEY = Comparator.comparing(Objection::code);

        /** Refuses blank texts. */
        public Objection {
            requireText("code of an objection", code);
            text.ifPresent(words -> requireText("text of objection " + code, words));
            requireNonNull(to, "to");
            requireNonNull(raisedAt, "raisedAt");
        }

        /** The code, and what it is about. */
        @Override
        public String toString() {
            return code + to.map(quote -> " to " + quote).orElse("");
        }
    }

    /**
     * A document that belongs to the deal; it is signed when one of the two parts of a signature is known.
     *
     * @param kind what sort of document, for example {@code agreement}; never blank
     * @param reference where to find it, as the host names its documents; never blank
     * @param attachedAt when it was attached
     * @param signedBy who signed it; never blank
     * @param signedOn when it was signed
     */
    public record Document(
            String kind,
            String reference,
            Instant attachedAt,
            Optional<String> signedBy,
            Optional<LocalDate> signedOn) {

        static final Comparator<Document> KEY =
                Comparator.comparing(Document::kind).thenComparing(Document::reference);

        /** Refuses blank texts. */
        public Document {
            requireText("kind of a document", kind);
            requireText("reference of a document", reference);
            requireNonNull(attachedAt, "attachedAt");
            signedBy.ifPresent(who -> requireText("signer of " + kind + " " + reference, who));
            requireNonNull(signedOn, "signedOn");
        }

        /** Whether a signature is known. */
        public boolean isSigned() {
            return signedBy.isPresent() || signedOn.isPresent();
        }

        /** Kind, reference and signature. */
        @Override
        public String toString() {
            return kind + " " + reference
                    + signedBy.map(who -> " signed by " + who).orElse("")
                    + signedOn.map(day -> " signed on " + day).orElse("");
        }
    }

    /**
     * The part that a person of the customer plays.
     *
     * @param contact who
     * @param role which part, for example {@code economic-buyer}; never blank
     */
    public record ContactRole(ContactId contact, String role) {

        static final Comparator<ContactRole> KEY =
                Comparator.comparing(ContactRole::contact).thenComparing(ContactRole::role);

        /** Refuses a blank role. */
        public ContactRole {
            requireNonNull(contact, "contact");
            requireText("role of contact " + contact, role);
        }

        /** Contact and role. */
        @Override
        public String toString() {
            return contact + " " + role;
        }
    }

    @CanIgnoreReturnValue
    private static String requireText(String what, String text) {
        checkArgument(!text.isBlank(), "%s must not be blank, was \"%s\"", what, text);
        return text;
    }
}
