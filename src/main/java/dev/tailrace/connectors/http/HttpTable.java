package dev.tailrace.connectors.http;

import dev.tailrace.data.Batch;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnTemplate;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.lookup.RequestedTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows of a key are the answer to GET at an address that the key is put into. What is there is JSON; 404
 * and 204 say that there is nothing. Statuses that may pass (408, 425, 429 and those from 500 on) and broken connections
 * are failures that may be repeated; all others, and answers that cannot be read, are not. Redirects are followed, unless
 * a header says who asks: it is for the host that it was written for.
 *
 * <p>Connections are kept open between requests. Answers are read on the client's threads; the table itself is used on one
 * thread, by a reader that asks for one key at a time and bounds how many requests are open.
 */
public final class HttpTable implements RequestedTable {
    /** Longer answers are refused, so that memory is bounded. */
    static final int MAX_BYTES = 16 << 20;

    private static final int NOTHING = 404;
    private static final int EMPTY = 204;
    private static final Set<Integer> MAY_PASS = Set.of(408, 425, 429);

    /** Headers that say who asks. */
    private static final Set<String> NOT_PASSED_ON = Set.of("authorization", "cookie", "proxy-authorization");

    /**
     * What is asked, and how.
     *
     * @param url with the names of the key's columns
     * @param headers of each request, by name
     * @param columns of the answer
     * @param path to the rows in the answer, or null
     * @param timeout until the answer is there as a whole
     */
    public record Asking(
            ColumnTemplate url,
            Map<String, String> headers,
            List<ColumnDeclaration> columns,
            @Nullable String path,
            Duration timeout) {
        public Asking {
            headers = Map.copyOf(headers);
            columns = List.copyOf(columns);
        }
    }

    private final Asking asking;
    private final Schema answered;
    private final Schema table;
    private final BitSet demanded;
    private final UnaryOperator<String> shown;
    private final List<String> keyColumns;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
    private @Nullable HttpClient client;

    /**
     * @param answered the columns of the answer
     * @param table those, then the key: the columns of the address in their order, which are none of the answer's names
     * @param demanded positions in the table of the columns that are read
     * @param shown makes an address fit to be seen
     */
    public HttpTable(Asking asking, Schema answered, Schema table, BitSet demanded, UnaryOperator<String> shown) {
        this.asking = asking;
        this.answered = answered;
        this.table = table;
        this.demanded = demanded.get(0, answered.size());
        this.shown = shown;
        this.keyColumns = asking.url().columns();
    }

    /** Whether a request may have such a header; nothing is reached. */
    public static boolean isHeader(String name, String value) {
        try {
            HttpRequest.newBuilder().setHeader(name, value);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** Whether it is an address that can be asked; nothing is reached. */
    public static boolean isAddress(String url) {
        try {
            HttpRequest.newBuilder(URI.create(url));
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** A value as it stands in an address: what may not stand there, and what has a meaning there, in percent signs. */
    public static String encoded(String value) {
        StringBuilder text = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0;
            if (plain) {
                text.append(c);
            } else {
                text.append('%').append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
                text.append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return text.toString();
    }

    @Override
    public void open() {
        client = HttpClient.newBuilder()
                .connectTimeout(asking.timeout())
                .followRedirects(hasSecretHeader() ? HttpClient.Redirect.NEVER : HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The client would send the headers on to whatever host an answer points to. */
    private boolean hasSecretHeader() {
        return asking.headers().entrySet().stream()
                .anyMatch(header -> NOT_PASSED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))
                        || !shown.apply(header.getValue()).equals(header.getValue()));
    }

    @Override
    public void request(Batch keys, Answer answer) {
        HttpClient asked = client;
        if (asked == null) {
            throw new IllegalStateException("not open");
        }
        Row key = keys.row(0);
        String address = asking.url().fill(column -> encoded(text(key.get(keyColumns.indexOf(column)))));
        HttpRequest request;
        try {
            request = request(address);
        } catch (IllegalArgumentException bad) {
            answer.rejected(Problem.error("connectors.http.bad-request", shown.apply(address)));
            return;
        }
        CompletableFuture<HttpResponse<byte[]>> sent = asked.sendAsync(request, head -> new LimitedBody(MAX_BYTES));
        open.add(sent);
        // The client itself stops waiting once the head of the answer is there.
        CompletableFuture<Void> end = new CompletableFuture<Void>()
                .completeOnTimeout(null, asking.timeout().toMillis(), TimeUnit.MILLISECONDS);
        end.thenRun(() -> sent.cancel(true));
        sent.whenComplete((response, failure) -> {
            open.remove(sent);
            end.cancel(false);
            String seen = shown.apply(address);
            try {
                if (response == null) {
                    failed(seen, failure, answer);
                } else {
                    take(seen, response, keys, answer);
                }
            } catch (RuntimeException bug) {
                // Nobody looks at what this thread throws, and the row would wait in vain.
                answer.rejected(Problem.error("connectors.http.unreadable", seen, shown.apply(bug.toString())));
            }
        });
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
    }

    private HttpRequest request(String address) {
        URI uri = URI.create(address);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(asking.timeout())
                .setHeader("Accept", "application/json")
                .GET();
        if ("http".equalsIgnoreCase(uri.getScheme())) {
            // Without TLS, an offer of HTTP/2 would come as an upgrade, at which some servers stumble.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        asking.headers().forEach(request::setHeader);
        return request.build();
    }

    private void failed(String address, @Nullable Throwable failure, Answer answer) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof LimitedBody.TooLong) {
            answer.rejected(Problem.error("connectors.http.too-long", address, MAX_BYTES >> 20));
        } else if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
            answer.failed(Problem.error("connectors.http.timeout", address));
        } else {
            String message = cause == null ? null : cause.getMessage();
            String kind = cause == null ? "" : cause.getClass().getSimpleName();
            answer.failed(Problem.error(
                    "connectors.http.unreachable", address, message == null ? kind : shown.apply(message)));
        }
    }

    private void take(String address, HttpResponse<byte[]> response, Batch key, Answer answer) {
        int status = response.statusCode();
        HttpAnswer read = new HttpAnswer(asking.columns(), answered, demanded, asking.path());
        if (status >= 500 || MAY_PASS.contains(status)) {
            answer.failed(Problem.error("connectors.http.status", address, Integer.toString(status)));
        } else if (status != NOTHING && (status < 200 || status >= 300)) {
            answer.rejected(Problem.error("connectors.http.status", address, Integer.toString(status)));
        } else {
            Problem problem = status == NOTHING || status == EMPTY ? null : read.read(response.body());
            if (problem == null) {
                answer.found(read.rows(table, key));
            } else {
                answer.rejected(Problem.error("connectors.http.unreadable", address, problem));
            }
        }
    }

    /** Requests that are open are given up. */
    @Override
    public void close() throws IOException {
        open.forEach(request -> request.cancel(true));
        client = null;
    }
}
