package dev.boxoffice.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareCounterTest {

    @Test
    void nobody_holds_more_than_their_most_and_what_is_released_may_be_taken_again() {
        ShareCounter shares = new ShareCounter();
        assertThat(shares.take("alice", 3, 5)).isTrue();
        assertThat(shares.take("alice", 3, 5)).isFalse();
        assertThat(shares.take("bob", 5, 5)).isTrue();
        shares.release("alice", 3);
        assertThat(shares.heldBy("alice")).isZero();
        assertThat(shares.take("alice", 5, 5)).isTrue();
    }
}
