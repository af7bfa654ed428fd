package io.smartwms.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @Test
    void textsThatLookTheSameAreTheSame() {
        String decomposed = Normalizer.normalize("한글 é", Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo("한글 é");
        assertThat(Texts.normalize(decomposed)).isEqualTo("한글 é");
        assertThat(Texts.normalize(" \t\u3000\u00a0SP 1\u2003\n")).isEqualTo("SP 1");
        assertThat(Texts.normalize(" \u3000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SP-1", "한글", "한\u200d글", "👩\u200d🚒", "a\ufe0f", "العربية", "नमस्ते", "é"})
    void whatPeopleWriteIsFine(String text) {
        assertThat(Texts.fault(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\tb",
                "a\u0085b",
                "a\ud83d",
                "\udc00a",
                "a\ufffe",
                "a\ufdd0",
                "a\ud83f\udfff",
                "a\u2028b",
                "a\u2029b",
                "a\u202eb",
                "a\u2066b",
                "\u200b",
                "\u3164",
                "\u00ad\u2060",
                "\u115f \u1160",
                "\ufe0f",
                "\udb40\udc41"
            })
    void whatPeopleCannotSeeIsRefused(String text) {
        assertThat(Texts.fault(text)).isPresent();
    }
}
