package app.rapport.platform.outbound;

import app.rapport.platform.Invalid;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.springframework.stereotype.Component;

/// Fetches small things whose addresses strangers wrote: from checked hosts only, redirects included, and telling nothing of
/// who asks: no cookie, no referrer, no name of ours.
@Component
public class Downloads implements AutoCloseable {

    public record Download(String contentType, byte[] content) {}

    private static final int MOST_REDIRECTS = 3;
    private static final int SECONDS = 15;
    private static final int THREADS = 12;

    private final TargetCheck targets;
    private final HttpClient client;

    Downloads(TargetCheck targets) {
        this.targets = targets;
        var threads = new QueuedThreadPool(THREADS, 1);
        threads.setName("download");
        client = new HttpClient();
        client.setExecutor(threads);
        client.setSocketAddressResolver(this::resolve);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setMaxRedirects(MOST_REDIRECTS);
        client.setConnectTimeout(TimeUnit.SECONDS.toMillis(SECONDS));
    }

    /// What is connected to is what was checked: nobody resolves the name a second time.
    private void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        try {
            promise.succeeded(targets.resolveAll(host).stream().map(address -> new InetSocketAddress(address, port)).toList());
        } catch (UnknownHostException | Invalid refused) {
            promise.failed(refused);
        }
    }

    /// Empty when it is of another kind, larger, too slow, private, or not there.
    ///
    /// @param limit in bytes
    public Optional<Download> get(URI address, Set<String> contentTypes, int limit) {
        if (!"http".equalsIgnoreCase(address.getScheme()) && !"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) return Optional.empty();
        try {
            started();
            var request = client.newRequest(address).timeout(SECONDS, TimeUnit.SECONDS)
                    .headers(headers -> headers.put(HttpHeader.ACCEPT, String.join(",", contentTypes)));
            return accepted(new CompletableResponseListener(request, limit).send().get(), contentTypes);
        } catch (ExecutionException refused) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Download> accepted(ContentResponse response, Set<String> contentTypes) {
        var said = response.getMediaType();
        var type = said == null ? "" : said.toLowerCase(Locale.ROOT);
        return response.getStatus() == 200 && contentTypes.contains(type) ? Optional.of(new Download(type, response.getContent())) : Optional.empty();
    }

    /// Its threads begin with the first download.
    private synchronized void started() {
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("Downloads cannot be started", e);
        }
    }

    @Override
    public synchronized void close() throws Exception {
        client.stop();
    }
}
