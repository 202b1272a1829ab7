package dev.tailrace.designer.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which pipeline files may run without a question: those made here, and those somebody has agreed to. An agreement is to a
 * file together with all that it reads, writes and reaches; once that changes elsewhere, the question comes again. For
 * one thread, which need not be the one that writes.
 */
public final class Trust {
    private static final int KEPT = 500;

    private final Path file;
    private final Set<String> trusted = new LinkedHashSet<>();

    public Trust(Folders folders) {
        file = folders.state().resolve("trusted.json");
        for (JsonNode entry : JsonFile.read(file).path("files")) {
            trusted.add(entry.asText());
        }
    }

    public boolean isTrusted(Path path, Reach reach) {
        return trusted.contains(key(path, reach));
    }

    public Unwritten trust(Path path, Reach reach) {
        String key = key(path, reach);
        if (!trusted.add(key)) {
            return Unwritten.NOTHING;
        }
        while (trusted.size() > KEPT) {
            trusted.remove(trusted.iterator().next());
        }
        ObjectNode tree = JsonFile.MAPPER.createObjectNode();
        ArrayNode list = tree.putArray("files");
        trusted.forEach(list::add);
        return () -> JsonFile.write(file, tree);
    }

    private static String key(Path path, Reach reach) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(path.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
            for (String place : reach.all()) {
                digest.update((byte) 0);
                digest.update(place.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
