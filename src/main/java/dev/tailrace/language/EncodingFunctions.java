package dev.tailrace.language;

import static dev.tailrace.language.Builtin.function;
import static dev.tailrace.language.Parameter.anyInteger;
import static dev.tailrace.language.Parameter.bytes;
import static dev.tailrace.language.Parameter.integer;
import static dev.tailrace.language.Parameter.text;

import dev.tailrace.data.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;

/** Texts and numbers in other notations, hashes, URLs and network addresses. */
final class EncodingFunctions {
    static final List<Builtin> ALL = List.of(
            function("BIN")
                    .takes(anyInteger("number"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("Encodings.binary"),
            function("DECODE")
                    .takes(bytes("bytes"), text("'charset'"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .strict((code, type, terms) -> inCharset(code, type, terms, "Encodings.decode")),
            function("ENCODE")
                    .takes(text("text"), text("'charset'"))
                    .gives(Result.BYTES)
                    .neverFails()
                    .strict((code, type, terms) -> inCharset(code, type, terms, "Encodings.encode")),
            function("FROM_BASE64").takes(text("text")).gives(Result.TEXT).calls("Encodings.fromBase64"),
            function("HEX")
                    .takes(anyInteger("number"))
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("Encodings.hex"),
            function("INET_ATON")
                    .takes(text("address"))
                    .gives(Result.BIGINT_OR_NULL)
                    .neverFails()
                    .callsOrNull("Encodings.addressToNumber"),
            function("INET_NTOA")
                    .takes(anyInteger("number"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .callsOrNull("Encodings.numberToAddress"),
            function("MD5")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .keeps("Digest")
                    .calls("md5"),
            function("SHA1")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .keeps("Digest")
                    .calls("sha1"),
            function("PARSE_URL")
                    .takes(text("url"), text("part"))
                    .takes(text("url"), text("part"), text("key"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .callsOrNull("Urls.part"),
            function("SHA2")
                    .takes(text("text"), integer("bits"))
                    .gives(Result.TEXT)
                    .strict(EncodingFunctions::sha2),
            function("SHA224")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .keeps("Digest")
                    .calls("sha224"),
            function("SHA256")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .keeps("Digest")
                    .calls("sha256"),
            function("SHA384")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .keeps("Digest")
                    .calls("sha384"),
            function("SHA512")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .keeps("Digest")
                    .calls("sha512"),
            function("TO_BASE64")
                    .takes(text("text"))
                    .gives(Result.TEXT)
                    .neverFails()
                    .calls("Encodings.toBase64"),
            function("URL_DECODE")
                    .takes(text("text"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .callsOrNull("Encodings.urlDecode"),
            function("URL_ENCODE")
                    .takes(text("text"))
                    .gives(Result.TEXT_OR_NULL)
                    .neverFails()
                    .calls("Encodings.urlEncode"));

    /** Those that every Java has: of others Flink knows the ones of the machine it runs on. */
    private static final Set<String> CHARSETS =
            Set.of("US-ASCII", "ISO-8859-1", "UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE");

    private EncodingFunctions() {}

    private static Term inCharset(RowCode code, RelDataType type, List<Term> terms, String method) {
        String name = terms.get(1).constant() instanceof String literal ? literal.toUpperCase(Locale.ROOT) : "";
        if (!CHARSETS.contains(name)) {
            throw new Refusal(null, Problem.error("language.charset"));
        }
        String charset = code.owner()
                .constant(
                        "java.nio.charset.Charset",
                        "java.nio.charset.Charset.forName(" + ClassSource.quote(name) + ")");
        return code.text(type, terms, method + "(" + terms.get(0).arguments() + ", " + charset + ", %s)");
    }

    /** A literal length is looked at once and for all; Flink fails before the first row then. */
    private static Term sha2(RowCode code, RelDataType type, List<Term> terms) {
        if (terms.get(1).constant() instanceof Long bits
                && !List.of(224L, 256L, 384L, 512L).contains(bits)) {
            throw new Refusal(null, Problem.error("language.sha2"));
        }
        String digest = code.owner().field("Digest", "new Digest()");
        return code.text(type, terms, digest + ".sha2(" + Builtin.arguments(terms) + ", %s)");
    }
}
