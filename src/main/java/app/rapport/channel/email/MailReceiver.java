package app.rapport.channel.email;

import app.rapport.channel.ChannelAccounts;
import app.rapport.channel.IntakeWorker;
import app.rapport.channel.email.smtp.Body;
import app.rapport.channel.email.smtp.Client;
import app.rapport.channel.email.smtp.Envelope;
import app.rapport.channel.email.smtp.Mailroom;
import app.rapport.channel.email.smtp.SelfSigned;
import app.rapport.channel.email.smtp.SmtpServer;
import app.rapport.channel.email.smtp.SmtpSettings;
import app.rapport.channel.email.smtp.Verdict;
import app.rapport.platform.Listening;
import app.rapport.platform.ServerSettings;
import app.rapport.platform.files.FileVault;
import app.rapport.platform.intake.Intake;
import app.rapport.platform.intake.Intake.Arrived;
import app.rapport.platform.journal.Phases;
import app.rapport.platform.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.regex.Pattern;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// Takes mail for our mailboxes: it is in the intake, on disk, before the other side hears 250.
@Component
public class MailReceiver implements Mailroom, Listening, SmartLifecycle {

    private static final int HEADER = 64 * 1024;
    private static final Pattern NAMED = Pattern.compile("(?im)^(?:message-id|date):");

    private final ChannelAccounts accounts;
    private final Intake intake;
    private final IntakeWorker worker;
    private final FileVault files;
    private final EmailSettings email;
    private final Node node;
    private volatile @Nullable SmtpServer server;

    /// The process that receives.
    @Component
    record Node(ServerSettings settings, Time time) {}

    MailReceiver(ChannelAccounts accounts, Intake intake, IntakeWorker worker, FileVault files, EmailSettings email, Node node) {
        this.accounts = accounts;
        this.intake = intake;
        this.worker = worker;
        this.files = files;
        this.email = email;
        this.node = node;
    }

    @Override
    public Verdict recipient(String from, String address, Client client) {
        return accounts.receivingFor(address).isPresent() ? Verdict.ACCEPTED : Verdict.UNKNOWN_RECIPIENT;
    }

    @Override
    public Verdict accept(Envelope envelope, Body body) {
        var raw = body.inMemory() ? bytes(body) : null;
        var file = raw == null ? keep(body) : null;
        var all = new ArrayList<Arrived>();
        var hour = isNamed(body) ? 0 : node.time.now().truncatedTo(ChronoUnit.HOURS).getEpochSecond();
        for (var recipient : envelope.recipients()) {
            var account = accounts.receivingFor(recipient).orElseThrow();
            var said = new MailEnvelope(envelope.from(), recipient, envelope.client().address().getHostAddress());
            all.add(new Arrived("email", account.id(), key(account.id(), body, recipient, hour), origin(account.id(), envelope.from()), said.json(), raw, file, body.size()));
        }
        intake.accept(all);
        worker.wake();
        return Verdict.ACCEPTED;
    }

    private static byte[] bytes(Body body) {
        try (var input = body.open()) {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] keep(Body body) {
        try (var input = body.open()) {
            return files.keep(input).hash().bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two mails that have neither id nor date may well have the same bytes.
    private static boolean isNamed(Body body) {
        try (var input = body.open()) {
            var start = new String(input.readNBytes(HEADER), StandardCharsets.ISO_8859_1);
            var end = start.indexOf("\r\n\r\n");
            return NAMED.matcher(end < 0 ? start : start.substring(0, end)).find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same bytes to the same recipient are a retry, however often they come; without a name within the same hour.
    private static byte[] key(long account, Body body, String recipient, long hour) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(16).putLong(account).putLong(hour).array());
            digest.update(body.sha256());
            digest.update(recipient.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Mails of one sender to one mailbox are worked through one after the other.
    private static long origin(long account, String from) {
        return account * 31 + from.toLowerCase(java.util.Locale.ROOT).hashCode();
    }

    /// 0 when it is switched off.
    public int port() {
        var running = server;
        return running == null ? 0 : running.port();
    }

    @Override
    public String said() {
        return port() == 0 ? "Mail is received on no port: RAPPORT_SMTP_PORT is 0" : "Mail is received on port " + port();
    }

    @Override
    public void start() {
        if (email.smtpPort() == 0) return;
        var hostname = node.settings.hostname();
        var settings = SmtpSettings.on(new InetSocketAddress(email.bind(), email.smtpPort()), hostname).with(email.limits()).with(certificate(hostname));
        server = SmtpServer.start(settings, this);
    }

    /// The given one is read now, so that what is wrong with it is said now; one of our own is made when it is first asked for.
    private Supplier<SSLContext> certificate(String hostname) {
        if (email.smtpTlsCert() == null) return SingletonSupplier.of(() -> SelfSigned.context(hostname, node.time.now()));
        var own = PemSslStoreDetails.forCertificate(email.smtpTlsCert().toUri().toString())
                .withPrivateKey(email.smtpTlsKey() == null ? null : email.smtpTlsKey().toUri().toString());
        var given = SslBundle.of(new PemSslStoreBundle(own, null)).createSslContext();
        return () -> given;
    }

    @Override
    public void stop() {
        var running = server;
        server = null;
        if (running != null) running.close();
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return Phases.RECEIVERS;
    }
}
