package dev.tailrace.language.functions;

import java.net.MalformedURLException;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** Parts of URLs, as {@link URL} reads them: of the protocols that the Java platform knows, and without any access. */
public final class Urls {
    private Urls() {}

    /**
     * A part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY or USERINFO.
     *
     * @return whether the text is a URL that has this part
     */
    public static boolean part(byte[] b, int s, int e, byte[] part, int ps, int pe, Slice out) {
        return set(part(Text.string(b, s, e), Text.string(part, ps, pe)), out);
    }

    /**
     * The first value of a key of the query, as it is written.
     *
     * @return whether the text is a URL whose query has the key, and the part is QUERY
     */
    public static boolean part(
            byte[] b, int s, int e, byte[] part, int ps, int pe, byte[] key, int ks, int ke, Slice out) {
        if (!Text.string(part, ps, pe).equals("QUERY")) {
            return false;
        }
        String query = part(Text.string(b, s, e), "QUERY");
        return query != null && set(value(query, Text.string(key, ks, ke) + "="), out);
    }

    private static boolean set(@Nullable String text, Slice out) {
        if (text == null) {
            return false;
        }
        out.of(text);
        return true;
    }

    @SuppressWarnings("deprecation") // It is what Flink reads URLs with
    private static @Nullable String part(String text, String part) {
        URL url;
        try {
            url = new URL(text);
        } catch (MalformedURLException none) {
            return null;
        }
        return switch (part) {
            case "HOST" -> url.getHost();
            case "PATH" -> url.getPath();
            case "QUERY" -> url.getQuery();
            case "REF" -> url.getRef();
            case "PROTOCOL" -> url.getProtocol();
            case "FILE" -> url.getFile();
            case "AUTHORITY" -> url.getAuthority();
            case "USERINFO" -> url.getUserInfo();
            default -> null;
        };
    }

    /** @param start the key and the equals sign; a key may hold ampersands */
    private static @Nullable String value(String query, String start) {
        for (int at = 0; ; at = query.indexOf('&', at) + 1) {
            if (query.startsWith(start, at)) {
                int from = at + start.length();
                int end = query.indexOf('&', from);
                return query.substring(from, end < 0 ? query.length() : end);
            }
            if (query.indexOf('&', at) < 0) {
                return null;
            }
        }
    }
}
