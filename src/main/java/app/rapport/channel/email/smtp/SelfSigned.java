package app.rapport.channel.email.smtp;

import static app.rapport.channel.email.smtp.Der.bitString;
import static app.rapport.channel.email.smtp.Der.bytes;
import static app.rapport.channel.email.smtp.Der.integer;
import static app.rapport.channel.email.smtp.Der.oid;
import static app.rapport.channel.email.smtp.Der.sequence;
import static app.rapport.channel.email.smtp.Der.tagged;
import static app.rapport.channel.email.smtp.Der.time;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A certificate of our own making, for STARTTLS before an administrator has given a real one: senders encrypt to it all the
/// same, since between mail servers a certificate is hardly ever checked (RFC 7435). X.509 by hand (RFC 5280), as the JDK has
/// no public way to make one.
public final class SelfSigned {

    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";

    private SelfSigned() {}

    /// A context for servers, valid from a day before `now` for two years.
    public static SSLContext context(String hostname, Instant now) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            return context(keys, certificate(hostname, keys, now));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No certificate could be made for " + hostname, e);
        }
    }

    private static SSLContext context(KeyPair keys, X509Certificate certificate) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("mail", keys.getPrivate(), new char[0], new Certificate[] {certificate});
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, new char[0]);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    static X509Certificate certificate(String hostname, KeyPair keys, Instant now) throws GeneralSecurityException {
        var content = content(hostname, keys, now);
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(content);
        var whole = sequence(content, sequence(oid(ECDSA_WITH_SHA256)), bitString(signature.sign()));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] content(String hostname, KeyPair keys, Instant now) {
        var name = sequence(tagged(0x31, sequence(oid("2.5.4.3"), tagged(0x0c, hostname.getBytes(StandardCharsets.UTF_8)))));
        var validity = sequence(time(now.minus(Duration.ofDays(1))), time(now.plus(Duration.ofDays(730))));
        var names = sequence(tagged(0x82, hostname.getBytes(StandardCharsets.US_ASCII)));
        var extensions = sequence(sequence(oid("2.5.29.17"), bytes(names)));
        return sequence(tagged(0xa0, integer(BigInteger.TWO)), integer(new BigInteger(64, new SecureRandom()).setBit(62)),
                sequence(oid(ECDSA_WITH_SHA256)), name, validity, name, keys.getPublic().getEncoded(), tagged(0xa3, extensions));
    }
}
