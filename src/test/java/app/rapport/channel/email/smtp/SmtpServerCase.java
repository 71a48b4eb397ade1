package app.rapport.channel.email.smtp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A running server with usual settings and small limits, and its mailroom.
abstract class SmtpServerCase {

    @TempDir
    Path spool;

    final RecordingMailroom room = new RecordingMailroom();
    SmtpServer server;

    SmtpSettings settings() {
        return new SmtpSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "mail.rapport.test", null,
                new SmtpSettings.Limits(1 << 20, 3, 50, 20, 1_000, 1_000, false),
                new SmtpSettings.Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60)), spool);
    }

    @BeforeEach
    void start() {
        server = SmtpServer.start(settings(), room);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ofSeconds(2));
    }

    final void restart(SmtpSettings settings) {
        stop();
        server = SmtpServer.start(settings, room);
    }

    final String onlyMail() {
        if (room.mails.size() != 1) throw new AssertionError(room.mails.size() + " mails");
        return room.mails.getFirst().text();
    }
}
