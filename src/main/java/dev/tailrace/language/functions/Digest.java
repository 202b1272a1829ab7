package dev.tailrace.language.functions;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Hash functions of the Java platform, their result in small hexadecimal digits. Single-threaded. */
public final class Digest {
    private static final byte[] HEX = Text.utf8("0123456789abcdef");

    private @Nullable MessageDigest digest;
    private String algorithm = "";

    public void md5(byte[] b, int s, int e, Slice out) {
        hash("MD5", b, s, e, out);
    }

    public void sha1(byte[] b, int s, int e, Slice out) {
        hash("SHA", b, s, e, out);
    }

    public void sha224(byte[] b, int s, int e, Slice out) {
        hash("SHA-224", b, s, e, out);
    }

    public void sha256(byte[] b, int s, int e, Slice out) {
        hash("SHA-256", b, s, e, out);
    }

    public void sha384(byte[] b, int s, int e, Slice out) {
        hash("SHA-384", b, s, e, out);
    }

    public void sha512(byte[] b, int s, int e, Slice out) {
        hash("SHA-512", b, s, e, out);
    }

    /** @throws IllegalArgumentException if there is no SHA-2 of so many bits */
    public void sha2(byte[] b, int s, int e, int bits, Slice out) {
        hash("SHA-" + bits, b, s, e, out);
    }

    private void hash(String wanted, byte[] b, int s, int e, Slice out) {
        MessageDigest current = digest;
        if (current == null || !wanted.equals(algorithm)) {
            current = digest(wanted);
            digest = current;
            algorithm = wanted;
        }
        current.update(b, s, e - s);
        byte[] hash = current.digest();
        byte[] room = out.scratch(2 * hash.length, 0);
        for (int i = 0; i < hash.length; i++) {
            room[2 * i] = HEX[hash[i] >> 4 & 0xF];
            room[2 * i + 1] = HEX[hash[i] & 0xF];
        }
        out.ofScratch(2 * hash.length);
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException unknown) {
            throw new IllegalArgumentException("there is no " + name, unknown);
        }
    }
}
