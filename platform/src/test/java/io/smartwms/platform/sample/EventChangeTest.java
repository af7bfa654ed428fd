package io.smartwms.platform.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.platform.test.Contracts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a later release may and may not do to an event. */
class EventChangeTest {

    private static final String RELEASED =
            "{'properties':{'id':{'type':'integer'},'note':{'type':'string'}},'required':['id']}";

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'note' | 'hint':{'type':'string'},'note' | ``",
                "'note' | 'text' | note is gone",
                "'string' | 'integer' | note was {\"type\":\"string\"} and is {\"type\":\"integer\"}",
                "['id'] | [] | id may be missing",
                "['id'] | ['id','note'] | note is required, and older events have none",
            })
    void onlyOptionalFieldsMayBeAdded(String change, String to, String broken) {
        assertThat(String.join(",", Contracts.brokenBy(json(RELEASED), json(RELEASED.replace(change, to)))))
                .isEqualTo(broken);
    }
}
