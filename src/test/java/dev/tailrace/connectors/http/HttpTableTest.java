package dev.tailrace.connectors.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.tailrace.connectors.http.HttpTable.Asking;
import dev.tailrace.data.Batch;
import dev.tailrace.data.BatchBuilder;
import dev.tailrace.data.DataType;
import dev.tailrace.data.Field;
import dev.tailrace.data.Problem;
import dev.tailrace.data.Row;
import dev.tailrace.data.Schema;
import dev.tailrace.operator.ColumnTemplate;
import dev.tailrace.operator.format.ColumnDeclaration;
import dev.tailrace.operator.lookup.RequestedTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that point to another host, whose owner is somebody else. */
class HttpTableTest {
    private static final Schema ANSWER = Schema.of(Field.of("name", DataType.STRING));
    private static final Schema KEY = Schema.of(Field.of("id", DataType.STRING));
    private static final Schema TABLE = Schema.of(ANSWER.field(0), KEY.field(0));

    private final List<Map<String, List<String>>> seenElsewhere = new CopyOnWriteArrayList<>();
    private HttpServer asked;
    private HttpServer elsewhere;

    @BeforeEach
    void start() throws IOException {
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            seenElsewhere.add(Map.copyOf(exchange.getRequestHeaders()));
            byte[] body = "{\"name\": \"found\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        elsewhere.start();
        asked = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        asked.createContext("/", exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://localhost:" + elsewhere.getAddress().getPort() + "/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        asked.start();
    }

    @AfterEach
    void stop() {
        asked.stop(0);
        elsewhere.stop(0);
    }

    /** What came of asking: the name that was found, or the code of the problem. */
    private String ask(Map<String, String> headers) throws Exception {
        Asking asking = new Asking(
                new ColumnTemplate("http://127.0.0.1:" + asked.getAddress().getPort() + "/{id}", KEY::contains),
                headers,
                List.of(new ColumnDeclaration("name", DataType.STRING, null)),
                null,
                Duration.ofMinutes(1));
        BitSet all = new BitSet();
        all.set(0, 2);
        try (HttpTable table = new HttpTable(asking, ANSWER, TABLE, all, text -> text.replace("hidden", "***"))) {
            table.open();
            CompletableFuture<String> came = new CompletableFuture<>();
            table.request(BatchBuilder.batchOf(KEY, List.of(Row.of("7"))), new RequestedTable.Answer() {
                @Override
                public void found(Batch rows) {
                    came.complete(String.valueOf(rows.row(0).get(0)));
                }

                @Override
                public void failed(Problem problem) {
                    came.complete(problem.code());
                }

                @Override
                public void rejected(Problem problem) {
                    came.complete(problem.code());
                }
            });
            return came.get(2, TimeUnit.MINUTES);
        }
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        assertEquals("found", ask(Map.of("Accept-Language", "en")));
    }

    @Test
    void aSecretIsNotSentOnToWhereARedirectPoints() throws Exception {
        assertEquals("connectors.http.status", ask(Map.of("X-Key", "hidden")));
        assertEquals("connectors.http.status", ask(Map.of("authorization", "Basic abc")));
        assertEquals(List.of(), seenElsewhere);
    }
}
