package io.smartwms.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class LeaseTest {

    private JdbcTemplate jdbc;

    @BeforeEach
    void database() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl("jdbc:h2:mem:" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        jdbc = new JdbcTemplate(h2);
        jdbc.execute("create table lease (name varchar(32) primary key, owner varchar(64) not null,"
                + " expires_at timestamp(6) with time zone not null)");
    }

    private Lease lease(Duration length) {
        return new Lease(jdbc, "relay", length);
    }

    @Test
    void oneHoldsItAndTheOtherDoesNot() {
        Lease one = lease(Duration.ofMinutes(1));
        Lease other = lease(Duration.ofMinutes(1));
        assertThat(one.hold()).isTrue();
        assertThat(other.hold()).isFalse();
        assertThat(one.hold()).isTrue();
    }

    @Test
    void aReleasedLeaseIsFreeAtOnce() {
        Lease one = lease(Duration.ofMinutes(1));
        Lease other = lease(Duration.ofMinutes(1));
        assertThat(one.hold()).isTrue();
        other.release();
        assertThat(other.hold()).as("nobody releases another's lease").isFalse();
        one.release();
        assertThat(other.hold()).isTrue();
        assertThat(one.hold()).isFalse();
    }

    @Test
    void aHolderThatFallsSilentIsFollowedAfterOneLease() {
        Lease frozen = lease(Duration.ofMillis(200));
        Lease other = lease(Duration.ofMinutes(1));
        assertThat(frozen.hold()).isTrue();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(2))
                .until(other::hold);
        assertThat(frozen.hold()).as("revived, it finds that it holds nothing").isFalse();
    }
}
