package dev.tailrace.language.functions;

/** A slice of ASCII as characters, so that it can be searched without becoming a String. Single-threaded. */
final class AsciiText implements CharSequence {
    private byte[] bytes = {};
    private int start;
    private int end;

    void of(byte[] b, int s, int e) {
        bytes = b;
        start = s;
        end = e;
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[start + index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        AsciiText part = new AsciiText();
        part.of(bytes, start + from, start + to);
        return part;
    }

    @Override
    public String toString() {
        return Text.string(bytes, start, end);
    }
}
