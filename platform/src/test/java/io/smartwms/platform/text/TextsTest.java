package io.smartwms.platform.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @Test
    void aTextIsBroughtToNfcAndStripped() {
        assertThat(Texts.normalized("\u3000 \u00a0e\u0301\t\n")).isEqualTo("\u00e9");
        String korean = "\ud55c\uad6d\uc5b4";
        assertThat(Texts.normalized(Normalizer.normalize(korean, Normalizer.Form.NFD)))
                .isEqualTo(korean);
        assertThat(Texts.normalized(" \u2003")).isEmpty();
        assertThat(Texts.normalized("\ud83d\ude00 a\u200db")).isEqualTo("\ud83d\ude00 a\u200db");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 0x1f, 0x7f, 0x9f, 0xd800, 0xdfff, 0xfdd0, 0xfdef, 0xfffe, 0xffff, 0x1fffe, 0x10ffff, 0x2028,
                0x2029, 0x202a, 0x202e, 0x2066, 0x2069
            })
    void whatNoTextMayHaveIsRefused(int codePoint) {
        assertThatThrownBy(() -> Texts.normalized("a" + Character.toString(codePoint) + "b"))
                .isInstanceOf(Texts.Refused.class)
                .hasMessageStartingWith("must not have");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xad, 0x34f, 0x115f, 0x200b, 0x200d, 0x2060, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xe0041, 0x2800})
    void aTextOfOnlyInvisibleCharactersIsRefused(int codePoint) {
        String invisible = Character.toString(codePoint);
        assertThatThrownBy(() -> Texts.normalized(invisible + " " + invisible)).isInstanceOf(Texts.Refused.class);
        assertThat(Texts.normalized("a" + invisible)).isEqualTo("a" + invisible);
    }
}
