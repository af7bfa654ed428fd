package io.smartwms.deliverypicking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceNumberTest {

    @ParameterizedTest
    @CsvSource({"1, 000000000011", "7, 000000000070", "500, 000000005003", "99999999999, 999999999994"})
    void isTheIdInElevenDigitsAndItsRemainderBySeven(long id, String number) {
        assertThat(InvoiceNumber.of(id)).isEqualTo(number);
    }

    @Test
    void differsForEveryOrder() {
        Set<String> numbers = new HashSet<>();
        for (long id = 1; id <= 200_000; id++) {
            assertThat(numbers.add(InvoiceNumber.of(id))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 100_000_000_000L})
    void anIdWithoutRoomIsRefused(long id) {
        assertThatIllegalArgumentException().isThrownBy(() -> InvoiceNumber.of(id));
    }
}
