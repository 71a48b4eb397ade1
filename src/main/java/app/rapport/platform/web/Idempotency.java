package app.rapport.platform.web;

import app.rapport.platform.Invalid;
import app.rapport.platform.crypto.Signer;
import app.rapport.platform.database.Transactions;
import app.rapport.platform.journal.Actor;
import app.rapport.platform.store.IdempotencyStore;
import app.rapport.platform.time.Time;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// `Idempotency-Key`: a POST that is sent again, because its answer was lost, is done once and answered alike.
///
/// The key's row is the first that the command's transaction writes: whoever comes with the same key meanwhile waits for it in
/// the database. A refusal rolls the row back with everything else, so that the next try is a first one. The row holds the id of
/// what was made and nothing personal; the answer is read anew, as the caller may see it now.
@Component
public class Idempotency {

    public static final String HEADER = "Idempotency-Key";
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int LONGEST = 200;

    private final IdempotencyStore store;
    private final Transactions transactions;
    private final Signer signer;
    private final Time time;
    private final HttpServletRequest http;
    private final JsonMapper json = JsonMapper.shared();

    Idempotency(IdempotencyStore store, Transactions transactions, Signer signer, Time time, HttpServletRequest http) {
        this.store = store;
        this.transactions = transactions;
        this.signer = signer;
        this.time = time;
        this.http = http;
    }

    /// Runs the command, in a transaction with its key if the request has one; or answers with what it made before.
    ///
    /// @param request what the body said, to be told from another request under the same key
    /// @param id of what the command made; @param again reads that once more
    /// @throws Invalid `key-used-for-another-request`
    public <T extends @Nullable Object> T once(Object request, Actor by, Supplier<T> command, ToLongFunction<T> id, LongFunction<T> again) {
        var key = http.getHeader(HEADER);
        if (key == null) return command.get();
        if (!key.matches("[\\x21-\\x7e]{1," + LONGEST + "}")) throw new Invalid(HEADER, "not-a-key", "1 to " + LONGEST + " visible ASCII characters, such as a UUID.");
        var said = signer.signature("idempotency", (http.getMethod() + " " + http.getRequestURI() + "\n" + json.writeValueAsString(request)).getBytes(StandardCharsets.UTF_8));
        var claim = new IdempotencyStore.Claim(by.kind() + ":" + by.id() + " " + by.via(), key, said);
        return transactions.run(() -> {
            var former = store.claim(claim, time.now());
            if (former.isPresent()) {
                if (!former.get().request().equals(said)) throw new Invalid(HEADER, "key-used-for-another-request", "Use a new key for each request that is not a repetition.");
                return again.apply(former.get().answerId());
            }
            var made = command.get();
            store.answered(claim, id.applyAsLong(made));
            return made;
        });
    }

    /// How many keys went that are older than seven days.
    public int forgetOld() {
        return store.forget(time.now().minus(KEPT));
    }

    /// Once a day, on one node.
    @Configuration(proxyBeanMethods = false)
    static class Cleaning {
        @Bean
        RecurringTask<Void> forgetIdempotencyKeys(Idempotency idempotency) {
            return Tasks.recurring("forget-idempotency-keys", FixedDelay.ofHours(24)).execute((instance, context) -> idempotency.forgetOld());
        }
    }
}
