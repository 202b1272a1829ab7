package dev.tailrace.formats.line;

import dev.tailrace.data.Problem;
import dev.tailrace.formats.text.Utf8;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a URL as {@link URL} reads them, which is what Flink's {@code PARSE_URL} does: of the protocols that the Java
 * platform knows, and without any access. The port is the one written, or that of the protocol. A field
 * {@code query/NAME} is the first value of that name in the query, as it is written.
 */
public final class UrlFields extends LineFields {
    /** The names of the fields; {@code query/NAME} is one for any name. */
    public static final List<String> NAMES = List.of("protocol", "host", "port", "path", "query", "ref", "user_info");

    /** What a field begins with that is a parameter of the query. */
    public static final String PARAMETER = "query/";

    private static final int MAX_SHOWN_BYTES = 80;

    private final List<String> names;

    /** @param names of {@link #NAMES} or of parameters, by number */
    public UrlFields(List<String> names) {
        super(names.size());
        this.names = List.copyOf(names);
    }

    @Override
    @SuppressWarnings("deprecation") // It is what Flink reads URLs with
    @Nullable
    Problem find(byte[] b, int from, int to) {
        URL url;
        try {
            url = new URL(new String(b, from, to - from, StandardCharsets.UTF_8));
        } catch (MalformedURLException none) {
            return Problem.error("formats.line.no-url", Utf8.shown(b, from, to, MAX_SHOWN_BYTES));
        }
        for (int i = 0; i < names.size(); i++) {
            String part = part(url, names.get(i));
            if (part != null) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                put(i, bytes, 0, bytes.length);
            }
        }
        return null;
    }

    private static @Nullable String part(URL url, String name) {
        return switch (name) {
            case "protocol" -> url.getProtocol();
            case "host" -> url.getHost();
            case "port" -> port(url);
            case "path" -> url.getPath();
            case "query" -> url.getQuery();
            case "ref" -> url.getRef();
            case "user_info" -> url.getUserInfo();
            default -> value(url.getQuery(), name.substring(PARAMETER.length()) + "=");
        };
    }

    private static @Nullable String port(URL url) {
        int port = url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
        return port < 0 ? null : Integer.toString(port);
    }

    /** @param start the name and the equals sign */
    private static @Nullable String value(@Nullable String query, String start) {
        for (int at = 0; query != null; ) {
            int end = query.indexOf('&', at);
            if (query.startsWith(start, at)) {
                return query.substring(at + start.length(), end < 0 ? query.length() : end);
            }
            if (end < 0) {
                return null;
            }
            at = end + 1;
        }
        return null;
    }
}
