package org.salespipeline.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OrganisationTest {

    @Test
    void aPersonHasAnIdAndAName() {
        Person ada = Person.of("ada", "Ada Lovelace");
        assertThat(ada).isEqualTo(new Person(PersonId.of("ada"), "Ada Lovelace"));
        assertThat(ada.id()).hasToString("ada");
    }

    @Test
    void aTeamHasAnIdAndAName() {
        Team north = Team.of("emea-north", "EMEA North");
        assertThat(north).isEqualTo(new Team(TeamId.of("emea-north"), "EMEA North"));
        assertThat(north.id()).isGreaterThan(TeamId.of("amer"));
    }

    @Test
    void idsMustNotBeBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonId.of(""))
                .withMessage("person id must not be blank, was \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeamId.of("\t"))
                .withMessage("team id must not be blank, was \"\t\"");
    }

    @Test
    void namesMustNotBeBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Person.of("ada", " "))
                .withMessage("person ada: name must not be blank, was \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Team.of("emea", ""))
                .withMessage("team emea: name must not be blank, was \"\"");
    }
}
