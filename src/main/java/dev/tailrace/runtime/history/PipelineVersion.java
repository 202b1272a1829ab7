package dev.tailrace.runtime.history;

import dev.tailrace.model.Attachments;
import dev.tailrace.model.Pipeline;
import dev.tailrace.model.PipelineJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A short name for what a pipeline computes: the first seven digits of the SHA-256 of its file without what is only drawn.
 * A node that was moved, or a note, gives no new version.
 */
public final class PipelineVersion {
    private static final int DIGITS = 7;

    private PipelineVersion() {}

    public static String of(Pipeline pipeline) {
        Pipeline computed = pipeline.withLayout(Map.of()).withAttachments(Attachments.NONE);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(PipelineJson.write(computed).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            // Every Java platform has it.
            throw new IllegalStateException(e);
        }
    }
}
