package dev.boxoffice.support.cases.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.support.SupportDeskClient;
import dev.boxoffice.support.SupportServiceTest;
import org.junit.jupiter.api.Test;

class CaseListTest extends SupportServiceTest {

    @Test
    void lists_show_reporters_their_own_and_the_desk_all() {
        desk.open("alice");
        desk.openWithEvidence("bob", "DOUBLE_CHARGE");

        assertThat(desk.get("/support/cases", SupportDeskClient.buyer("alice"))
                        .body()
                        .path("page")
                        .path("totalElements")
                        .asInt())
                .isEqualTo(1);
        assertThat(desk.get("/support/cases", SupportDeskClient.agent("erin"))
                        .body()
                        .path("page")
                        .path("totalElements")
                        .asInt())
                .isEqualTo(2);
        assertThat(desk.get("/support/cases?queue=payments-critical", SupportDeskClient.agent("erin"))
                        .body()
                        .path("cases")
                        .size())
                .isEqualTo(1);
        assertThat(desk.get("/support/cases?status=nonsense", SupportDeskClient.agent("erin"))
                        .status())
                .isEqualTo(422);
        assertThat(desk.get("/support/queues", SupportDeskClient.agent("erin"))
                        .body()
                        .path("queues")
                        .findValuesAsString("queue"))
                .contains("bulk-resolution", "payments-critical", "general");
    }
}
