package dev.boxoffice.support.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// A connection to the mail server, made for the first mail and kept for those that follow. Of each mail it is known
/// whether the server took it, which Spring's sender tells only once it is done with all of them.
final class MailConnection implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MailConnection.class);

    private final JavaMailSenderImpl server;
    private @Nullable Transport transport;

    MailConnection(JavaMailSenderImpl server) {
        this.server = server;
    }

    /// Returns once the server has taken it.
    void send(MimeMessage message) throws MessagingException {
        var id = message.getMessageID();
        message.saveChanges();
        message.setHeader("Message-ID", id); // saving makes up another
        connected().sendMessage(message, message.getAllRecipients());
    }

    private Transport connected() throws MessagingException {
        var kept = transport;
        if (kept != null && kept.isConnected()) { // the server is asked
            return kept;
        }
        close();
        var protocol = server.getProtocol();
        var made = server.getSession().getTransport(protocol == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : protocol);
        transport = made;
        made.connect(server.getHost(), server.getPort(), said(server.getUsername()), said(server.getPassword()));
        return made;
    }

    /// Without it the end of a mail waits until the server has acknowledged its beginning, which a server
    /// with nothing to say yet puts off (RFC 896 meets RFC 1122, 4.2.3.2).
    static void sendAtOnce(JavaMailSenderImpl server) {
        server.getJavaMailProperties().put("mail.smtp.socketFactory", new PromptSockets());
    }

    private static @Nullable String said(@Nullable String setting) {
        return setting == null || setting.isEmpty() ? null : setting;
    }

    @Override
    public void close() {
        var kept = transport;
        transport = null;
        if (kept != null) {
            try {
                kept.close();
            } catch (MessagingException broken) {
                log.debug("The mail server's connection was not closed in order", broken);
            }
        }
    }

    private static final class PromptSockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            var socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return createSocket(InetAddress.getByName(host), port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
            return createSocket(InetAddress.getByName(host), port, from, fromPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return createSocket(host, port, null, 0);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, @Nullable InetAddress from, int fromPort)
                throws IOException {
            var socket = createSocket();
            try {
                socket.bind(new InetSocketAddress(from, fromPort));
                socket.connect(new InetSocketAddress(host, port));
                return socket;
            } catch (IOException failure) {
                socket.close();
                throw failure;
            }
        }
    }
}
