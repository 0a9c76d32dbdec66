package org.salespipeline.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ActorIdTest {

    @Test
    void readsAsItsBareValue() {
        assertThat(ActorId.of("crm-import")).hasToString("crm-import");
    }

    @Test
    void mustNotBeBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActorId.of(" "))
                .withMessage("actor id must not be blank, was \" \"");
    }

    @Test
    void isOrderedByItsValue() {
        assertThat(ActorId.of("ada")).isLessThan(ActorId.of("bob"));
    }
}
