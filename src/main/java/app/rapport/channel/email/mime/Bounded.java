package app.rapport.channel.email.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The first bytes of a stream.
final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long limit) {
        super(in);
        left = limit;
    }

    boolean isUsedUp() {
        return left <= 0;
    }

    @Override
    public int read() throws IOException {
        return left-- > 0 ? super.read() : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (left <= 0) return length == 0 ? 0 : -1;
        var count = super.read(bytes, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long wanted) throws IOException {
        var count = super.skip(Math.min(wanted, left));
        left -= count;
        return count;
    }
}
