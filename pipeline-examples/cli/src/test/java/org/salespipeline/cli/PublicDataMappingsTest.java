package org.salespipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.salespipeline.cli.Cli.Outcome;

/** The mappings for public data sets, each tried on a few invented rows of its form, quirks included. */
class PublicDataMappingsTest {

    @TempDir
    private Path folder = Path.of("");

    private Outcome check(String mapping, Path table) {
        Path file = Cli.write(folder, mapping, Cli.resource("mappings/" + mapping));
        return Cli.run("check", table, "-m", file, "--format", "json");
    }

    private static void assertAllUsable(Outcome check, int rows) {
        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("\"rows_usable\": " + rows + ",", "\"rows_rejected\": 0,");
    }

    @Test
    void readsDealsThatHaveOneDateOnly() {
        Path table = Cli.write(folder, "deals.csv", """
                deal_id,client_category,solution_type,deal_date,sector,location,vp,manager,deal_cost,status
                1,Telecom,Solution 7,2012-03-27,Sector 24,L5,VP001,M001,150000.0,Won
                2,,Solution 7,2012-09-25,Sector 24,L5,VP001,M001,744705.88,Lost
                3,,Solution 7,2012-09-25,Sector 24,L5,VP001,M001,744705.88,Lost
                4,Energy,Solution 9,2013-01-25,Sector 2,Others,VP002,M003,0.0,Lost
                """);
        assertAllUsable(check("it-deals.yaml", table), 4);
    }

    @Test
    void takesWinsFromTheOtherFileAndSetsAsideTheOneBeforeItsContact() {
        Cli.write(folder, "olist_closed_deals_dataset.csv", """
                mql_id,seller_id,sdr_id,sr_id,won_date,business_segment
                b,s1,d1,r1,2018-02-26 19:58:54,pet
                c,s2,d1,r1,2018-01-02 10:00:00,pet
                """);
        Path table = Cli.write(folder, "leads.csv", """
                mql_id,first_contact_date,landing_page_id,origin
                a,2018-02-01,p1,social
                b,2018-02-20,p1,
                c,2018-01-03,p2,email
                """);
        Outcome check = check("olist-funnel.yaml", table);
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.err())
                .contains("leads.csv:4: olist_closed_deals_dataset.csv won_date must not be before the creation");
        assertThat(check.out()).contains("\"rows_usable\": 2,");
    }

    @Test
    void keepsExactCopiesOfDealsThatHaveNoName() {
        String deal = "Product A;Seller 6;Mid;Mid;No;Unknown;No;Yes;No;Yes;Yes;Growth;Neutral;Referral;Current;Clear;"
                + "Important;No;Yes;Project;Yes;Strategic account;";
        Path table = Cli.write(
                folder,
                "deals.csv",
                "Product;Seller;Authority;Comp_size;Competitors;Purch_dept;Partnership;Budgt_alloc;Forml_tend;RFI;RFP;"
                        + "Growth;Posit_statm;Source;Client;Scope;Strat_deal;Cross_sale;Up_sale;Deal_type;Needs_def;"
                        + "Att_t_client;Status\r\n"
                        + deal + "Won\r\n" + deal + "Won\r\n" + deal + "Lost\r\n");
        assertAllUsable(check("salvirt-b2b.yaml", table), 3);
    }

    @Test
    void readsLeadsThatAreConvertedOrNot() {
        Path table = Cli.write(folder, "leads.csv", """
                Prospect ID,Lead Number,Lead Origin,Lead Source,Do Not Email,Converted,TotalVisits,Total Time Spent on Website,Page Views Per Visit,Country,\
                Specialization,How did you hear about X Education,What is your current occupation,What matters most to you in choosing a course,City,A free copy of Mastering The Interview
                u1,660737,API,Olark Chat,No,0,0,0,0,,Select,Select,Unemployed,Better Career Prospects,Select,No
                u2,660728,API,google,Yes,1,5,674,2.5,India,Select,Word Of Mouth,,,Mumbai,Yes
                """);
        assertAllUsable(check("x-education-leads.yaml", table), 2);
    }
}
