package org.salespipeline.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.salespipeline.testkit.QuantityArbitraries;

class ShareLaws {

    @Provide
    Arbitrary<Share> shares() {
        return QuantityArbitraries.shares();
    }

    @Property
    void thePrintedFormReadsBack(@ForAll("shares") Share share) {
        assertThat(Share.of(share.toString())).isEqualTo(share);
    }

    @Property
    void percentAndFractionAgree(@ForAll("shares") Share share) {
        String percent = share.value().movePointRight(2).toPlainString();
        assertThat(Share.ofPercent(percent)).isEqualTo(share);
    }

    @Property
    void aShareAndItsComplementAreTheWhole(@ForAll("shares") Share share) {
        assertThat(share.value().add(share.complement().value())).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(share.complement().complement()).isEqualTo(share);
    }

    @Property
    void theOrderAgreesWithEquality(@ForAll("shares") Share first, @ForAll("shares") Share second) {
        assertThat(first.compareTo(second) == 0).isEqualTo(first.equals(second));
    }
}
