package org.salespipeline.partner;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.Optional;
import org.immutables.value.Value;

/** A company that sells with us. */
@Value.Immutable
public abstract sealed class Partner implements WithPartner permits ImmutablePartner {

    Partner() {}

    /** What kind of business a partner has with us. */
    public enum Type {
        /** Buys from us and sells on in its own name. */
        RESELLER,
        /** Supplies resellers. */
        DISTRIBUTOR,
        /** Names prospects and leaves the sale to us. */
        REFERRER,
        /** Advises on, builds or runs what we sell. */
        SERVICES,
        /** Makes a product that goes with ours. */
        TECHNOLOGY,
        /** None of the others. */
        OTHER
    }

    /**
     * A level of a partner programme.
     *
     * @param name as the programme calls it, for example {@code gold}; never blank
     */
    public record Tier(String name) {

        /** Refuses a blank name. */
        public Tier {
            checkArgument(!name.isBlank(), "tier name must not be blank, was \"%s\"", name);
        }

        /** The tier of this name. */
        public static Tier of(String name) {
            return new Tier(name);
        }

        /** The bare name, so that messages read well. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** Never changes. */
    public abstract PartnerId id();

    /** As people read it; never blank. */
    public abstract String name();

    /** {@link Type#OTHER} when not said. */
    @Value.Default
    public Type type() {
        return Type.OTHER;
    }

    /** Absent for a partner outside any programme. */
    public abstract Optional<Tier> tier();

    /** Refuses a blank name. */
    @Value.Check
    void check() {
        checkArgument(!name().isBlank(), "partner %s: name must not be blank, was \"%s\"", id(), name());
    }

    /** A partner without tier, of type {@link Type#OTHER}. */
    public static Partner of(String id, String name) {
        return builder().id(PartnerId.of(id)).name(name).build();
    }

    /** An empty builder; id and name are mandatory. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the parts of a {@link Partner}; missing ones are all named by {@code build()}. */
    public static final class Builder extends ImmutablePartner.Builder {
        Builder() {}
    }
}
