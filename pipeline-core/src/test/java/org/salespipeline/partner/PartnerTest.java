package org.salespipeline.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class PartnerTest {

    @Test
    void needsNoMoreThanAnIdAndAName() {
        Partner partner = Partner.of("PRT-88", "Nordic Resale");
        assertThat(partner.type()).isEqualTo(Partner.Type.OTHER);
        assertThat(partner.tier()).isEmpty();
    }

    @Test
    void isAValue() {
        Partner partner = Partner.of("PRT-88", "Nordic Resale")
                .withType(Partner.Type.RESELLER)
                .withTier(Partner.Tier.of("gold"));
        assertThat(partner)
                .isEqualTo(Partner.builder()
                        .id(PartnerId.of("PRT-88"))
                        .name("Nordic Resale")
                        .type(Partner.Type.RESELLER)
                        .tier(Partner.Tier.of("gold"))
                        .build());
        assertThat(partner.tier().orElseThrow()).hasToString("gold");
    }

    @Test
    void refusesBlanks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Partner.of("PRT-88", " "))
                .withMessage("partner PRT-88: name must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PartnerId.of(""))
                .withMessage("partner id must not be blank, was \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Partner.Tier.of(""))
                .withMessage("tier name must not be blank, was \"\"");
    }

    @Test
    void namesAllMissingPartsAtOnce() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Partner.builder().build())
                .withMessageContaining("[id, name]");
    }
}
