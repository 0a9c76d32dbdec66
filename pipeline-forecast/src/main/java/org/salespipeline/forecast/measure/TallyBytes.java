package org.salespipeline.forecast.measure;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The byte form of parts of measures: version 1, then numbers as 8 bytes, big-endian, and texts and blocks as their length and
 * their bytes, texts in UTF-8.
 */
final class TallyBytes {

    private static final byte VERSION = 1;

    private TallyBytes() {}

    /** Puts one thing behind another. */
    static final class Writer {

        private final ByteArrayDataOutput out = ByteStreams.newDataOutput();

        Writer() {
            out.writeByte(VERSION);
        }

        @CanIgnoreReturnValue
        Writer number(long number) {
            out.writeLong(number);
            return this;
        }

        @CanIgnoreReturnValue
        Writer block(byte[] bytes) {
            out.writeInt(bytes.length);
            out.write(bytes);
            return this;
        }

        @CanIgnoreReturnValue
        Writer text(String text) {
            return block(text.getBytes(StandardCharsets.UTF_8));
        }

        @CanIgnoreReturnValue
        Writer texts(List<String> texts) {
            number(texts.size());
            texts.forEach(this::text);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    /** Takes one thing after another, and refuses bytes that end before. */
    static final class Reader {

        private final ByteBuffer in;

        Reader(byte[] bytes) {
            in = ByteBuffer.wrap(bytes);
            require(1);
            byte version = in.get();
            checkArgument(version == VERSION, "version of a part must be %s, was %s", VERSION, version);
        }

        private void require(long more) {
            checkArgument(
                    more >= 0 && more <= in.remaining(),
                    "bytes of a part must go on for %s from place %s on, were %s",
                    more,
                    in.position(),
                    in.remaining());
        }

        long number() {
            require(Long.BYTES);
            return in.getLong();
        }

        byte[] block() {
            require(Integer.BYTES);
            int length = in.getInt();
            require(length);
            byte[] bytes = new byte[length];
            in.get(bytes);
            return bytes;
        }

        String text() {
            return new String(block(), StandardCharsets.UTF_8);
        }

        List<String> texts() {
            List<String> texts = new ArrayList<>();
            for (long left = number(); left > 0; left--) {
                texts.add(text());
            }
            return List.copyOf(texts);
        }

        void requireEnd() {
            checkArgument(!in.hasRemaining(), "bytes of a part must end, were %s too many", in.remaining());
        }
    }
}
