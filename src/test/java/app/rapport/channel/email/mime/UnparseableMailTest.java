package app.rapport.channel.email.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnparseableMailTest {

    /// A mail that its reader fails on once it has read the header.
    private static InputStream failing(Throwable failure) {
        return new SequenceInputStream(new ByteArrayInputStream("From: linus@example.org\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), new InputStream() {
            @Override
            public int read() throws IOException {
                switch (failure) {
                    case IOException e -> throw e;
                    case RuntimeException e -> throw e;
                    case Error e -> throw e;
                    case Throwable e -> throw new IOException(e);
                }
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, IndexOutOfBoundsException.class, NullPointerException.class, StackOverflowError.class})
    void a_parser_that_fails_on_a_mail_cannot_read_it(Class<? extends Throwable> kind) throws ReflectiveOperationException {
        var failure = kind.getDeclaredConstructor().newInstance();
        assertThatThrownBy(() -> MailParser.parse(failing(failure), Limits.USUAL)).isInstanceOf(UnparseableMail.class).hasCause(failure)
                .hasMessageContaining(kind.getSimpleName());
    }

    @Test
    void a_disk_that_fails_and_memory_that_is_memorysay_nothing_about_the_mail() {
        assertThatThrownBy(() -> MailParser.parse(failing(new IOException("disk")), Limits.USUAL)).isInstanceOf(UncheckedIOException.class);
        var memory = new OutOfMemoryError("short");
        assertThatThrownBy(() -> MailParser.parse(failing(memory), Limits.USUAL)).isSameAs(memory);
    }

    @Test
    void what_cannot_be_read_is_said_for_people() {
        assertThatThrownBy(() -> MailParser.parse(InputStream.nullInputStream(), Limits.USUAL)).hasMessage("It has neither a header nor a text.");
        assertThat(UnparseableMail.<String>ifFails(() -> "read")).isEqualTo("read");
    }
}
