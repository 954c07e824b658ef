package dev.boxoffice.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.boxoffice.client.EventStream.Message;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamParserTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void messages_are_read_however_the_bytes_are_cut(int piece) {
        var stream = "id: 7\nevent: seats\ndata: {\"name\":\"Beyoncé\"}\n\nid: 8\r\ndata: a\r\ndata: b\r\n\r\n";

        assertThat(read(stream, piece, 1000))
                .containsExactly(new Message("7", "seats", "{\"name\":\"Beyoncé\"}"), new Message("8", "", "a\nb"));
    }

    @Test
    void an_id_stays_until_there_is_another_and_comments_and_unknown_fields_are_passed_over() {
        assertThat(read("id:7\nevent:heartbeat\n\n: still here\n\nretry: 5\n\nevent: heartbeat\n\n", 1000, 1000))
                .containsExactly(
                        new Message("7", "heartbeat", ""), new Message("7", "", ""), new Message("7", "heartbeat", ""));
    }

    @Test
    void of_a_long_line_only_what_is_asked_for_is_kept() {
        assertThat(read("id: 7\ndata: 0123456789\n\n", 1000, 10)).containsExactly(new Message("7", "", "0123"));
    }

    private static List<Message> read(String stream, int piece, int longestLine) {
        var read = new ArrayList<Message>();
        var parser = new EventStreamParser(longestLine, read::add);
        var bytes = stream.getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < bytes.length; at += piece) {
            parser.take(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
        return read;
    }
}
