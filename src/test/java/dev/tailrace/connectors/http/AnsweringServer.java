package dev.tailrace.connectors.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server on this machine whose answers a test gives. */
public final class AnsweringServer implements AutoCloseable {
    static {
        // It sends head and body apart, and would wait 40 ms with the body until the head is acknowledged.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** Answers a request on a thread of its own, so it may wait. */
    public interface Answering {
        /** @param path as it was sent, with the query */
        Reply to(String path) throws InterruptedException;
    }

    /**
     * An answer.
     *
     * @param promised how many bytes the head says that there are, of which those after the body never come; or -1 for
     *     as many as there are
     */
    public record Reply(int status, String body, int promised) {
        public static Reply of(int status, String body) {
            return new Reply(status, body, -1);
        }

        public static Reply json(String body) {
            return of(200, body);
        }
    }

    public AnsweringServer(Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, answering));
        server.start();
    }

    private void answer(HttpExchange exchange, Answering answering) throws IOException {
        String path = exchange.getRequestURI().toString();
        most.accumulateAndGet(open.incrementAndGet(), Math::max);
        headers.putAll(exchange.getRequestHeaders());
        asked.add(path);
        try {
            Reply reply = answering.to(path);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            int length = reply.promised() < 0 ? body.length : reply.promised();
            exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
            open.decrementAndGet();
            if (length > 0) {
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
            if (length == body.length) {
                exchange.close();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    /** The address of a path, which begins with a slash. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The paths asked for so far, as they were sent. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The values of a header of the requests, of those that had it the last one's. */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** How many requests were waited for at a time. */
    public int most() {
        return most.get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
