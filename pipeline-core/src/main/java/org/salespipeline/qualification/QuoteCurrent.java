package org.salespipeline.qualification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.salespipeline.criteria.Criterion;
import org.salespipeline.criteria.Reason;
import org.salespipeline.criteria.Verdict;
import org.salespipeline.opportunity.Dossier.Quote;
import org.salespipeline.opportunity.Opportunity;

/** A quote is out and can still be accepted. */
record QuoteCurrent(ZoneId zone) implements Criterion<Opportunity> {

    private static final String ID = "quote-current";
    private static final Verdict NONE = Verdict.unmet(Reason.of(ID, "no quote is issued", "issue a quote"));
    private static final Reason ENDLESS =
            Reason.of(ID, "last day of the quote must be known", "issue a version with a last day");
    private static final Reason LAPSED = Reason.of(ID, "quote must still be valid", "issue a new version");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Verdict evaluate(Opportunity deal, Instant at) {
        Optional<Quote> current = deal.dossier().currentQuote(at);
        if (current.isEmpty()) {
            return NONE;
        }
        Quote quote = current.get();
        Optional<LocalDate> lastDay = quote.validUntil();
        if (lastDay.isEmpty()) {
            return Verdict.unknown(ENDLESS.withFound(new Told(quote.version(), "without one")));
        }
        return LocalDate.ofInstant(at, zone).isAfter(lastDay.get())
                ? Verdict.unmet(LAPSED.withFound(new Told(quote.version(), "until " + lastDay.get())))
                : Verdict.met("quote", quote.version());
    }

    @Override
    public Set<String> uses() {
        return Set.of("quote");
    }

    @Override
    public String toString() {
        return ID;
    }

    /** A version and what is said about it. */
    private record Told(Quote.Version version, String what) {
        @Override
        public String toString() {
            return version + " " + what;
        }
    }
}
