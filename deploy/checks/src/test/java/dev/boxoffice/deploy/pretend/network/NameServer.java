package dev.boxoffice.deploy.pretend.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The cluster's DNS, as far as it is asked: addresses of a name (RFC 1035), good for as long as CoreDNS says.
public final class NameServer implements AutoCloseable {

    private static final int MOST_BYTES = 1232;
    private static final int SECONDS_TO_LIVE = 5;
    private static final short IPV4_ADDRESS = 1;
    private static final short INTERNET = 1;
    private static final short ANSWER = (short) 0x8400;
    private static final short NO_SUCH_NAME = (short) 0x8403;
    private static final short NAME_OF_THE_QUESTION = (short) 0xC00C;

    private final DatagramChannel channel;
    private final Function<String, List<String>> addresses;

    private NameServer(DatagramChannel channel, Function<String, List<String>> addresses) {
        this.channel = channel;
        this.addresses = addresses;
    }

    /// @param addresses of a name in lower case; none where there is no such name
    public static NameServer start(DatagramChannel channel, Function<String, List<String>> addresses) {
        var server = new NameServer(channel, addresses);
        Thread.ofPlatform().daemon().name("dns").start(server::answerQuestions);
        return server;
    }

    private void answerQuestions() {
        while (channel.isOpen()) {
            try {
                var question = ByteBuffer.allocate(MOST_BYTES);
                var asking = channel.receive(question);
                channel.send(answer(question.flip()), asking);
            } catch (IOException | RuntimeException _) {
                // Closed, or nothing one could answer.
            }
        }
    }

    private ByteBuffer answer(ByteBuffer question) throws IOException {
        var id = question.getShort();
        question.position(12);
        var name = new StringBuilder();
        for (var length = question.get(); length > 0; length = question.get()) {
            var label = new byte[length];
            question.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        var type = question.getShort();
        question.getShort();
        var end = question.position();
        var found = addresses.apply(name.toString().toLowerCase(Locale.ROOT));
        var told = type == IPV4_ADDRESS ? found : List.<String>of();
        var answer = ByteBuffer.allocate(MOST_BYTES);
        answer.putShort(id).putShort(found.isEmpty() ? NO_SUCH_NAME : ANSWER);
        answer.putShort((short) 1).putShort((short) told.size()).putInt(0);
        answer.put(question.duplicate().position(12).limit(end));
        for (var address : told) {
            answer.putShort(NAME_OF_THE_QUESTION).putShort(IPV4_ADDRESS).putShort(INTERNET);
            answer.putInt(SECONDS_TO_LIVE).putShort((short) 4);
            answer.put(InetAddress.ofLiteral(address).getAddress());
        }
        return answer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
