package app.rapport.channel.email.mime;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the attachments of one mail lie: small ones in memory, the others behind one another in one temporary file.
final class Spool implements Closeable {

    private static final int IN_MEMORY = 64 * 1024;
    private static final int MEMORY = 2 << 20;

    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long end;
    private long memory;

    MailPart.Content keep(InputStream in) throws IOException {
        var head = in.readNBytes(IN_MEMORY + 1);
        if (head.length <= IN_MEMORY && memory + head.length <= MEMORY) {
            memory += head.length;
            return new InMemory(head);
        }
        var target = target();
        var start = end;
        target.write(head);
        end += head.length + in.transferTo(target);
        target.flush();
        return new InFile(this, start, end - start);
    }

    private OutputStream target() throws IOException {
        if (out != null) return out;
        file = Files.createTempFile("mail-", ".parts");
        out = Files.newOutputStream(file);
        return out;
    }

    @Override
    public void close() throws IOException {
        if (out != null) out.close();
        if (file != null) Files.deleteIfExists(file);
        file = null;
    }

    private static final class InMemory implements MailPart.Content {

        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private record InFile(Spool spool, long start, long size) implements MailPart.Content {

        @Override
        public InputStream open() throws IOException {
            var path = spool.file;
            if (path == null) throw new IOException("The mail is closed");
            var channel = FileChannel.open(path).position(start);
            return new Bounded(Channels.newInputStream(channel), size);
        }
    }
}
