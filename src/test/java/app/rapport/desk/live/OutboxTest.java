package app.rapport.desk.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void events_arrive_in_order_and_the_last_word_is_the_last() {
        var far = new Far(new CountDownLatch(0));
        var outbox = new Outbox(far, ends::incrementAndGet);
        for (var i = 0; i < 100; i++) outbox.add(i + ",");
        outbox.finish("end");
        outbox.add("too late");
        await().until(() -> far.closed);
        assertThat(String.join("", far.written)).startsWith("0,1,2,").endsWith("98,99,end");
        assertThat(ends).hasValue(1);
    }

    @Test
    void whoever_does_not_read_holds_nobody_up_and_loses_his_stream() {
        var stuck = new CountDownLatch(1);
        var far = new Far(stuck);
        var outbox = new Outbox(far, ends::incrementAndGet);
        outbox.add("the one that he does not read");
        await().until(() -> far.entered);
        for (var i = 0; i <= Outbox.LONGEST; i++) outbox.add("event");
        await().until(outbox::hasEnded);
        assertThat(far.closed).isFalse();
        stuck.countDown();
        await().until(() -> far.closed);
        assertThat(ends).hasValue(1);
    }

    @Test
    void a_line_that_broke_ends_it() {
        var outbox = new Outbox(new Sink() {
            @Override
            public void write(String text) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void close() {}
        }, ends::incrementAndGet);
        outbox.add("event");
        await().until(outbox::hasEnded);
        assertThat(ends).hasValue(1);
    }

    private static final class Far implements Sink {
        private final List<String> written = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch readable;
        private volatile boolean entered;
        private volatile boolean closed;

        Far(CountDownLatch readable) {
            this.readable = readable;
        }

        @Override
        public void write(String text) {
            entered = true;
            try {
                readable.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            written.add(text);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
