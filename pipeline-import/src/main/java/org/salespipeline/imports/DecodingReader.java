package org.salespipeline.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Decodes text, of UTF-8 without its byte order mark, and knows the byte at which something else begins. */
final class DecodingReader extends Reader {

    /** The bytes from an offset on are not in the encoding. */
    static final class Malformed extends CharacterCodingException {
        private static final long serialVersionUID = 1L;
        private final long offset;
        private final String encoding;

        Malformed(long offset, String encoding) {
            this.offset = offset;
            this.encoding = encoding;
        }

        /** The name of the encoding. */
        String encoding() {
            return encoding;
        }

        /** Bytes before the first wrong one, after decompression. */
        long offset() {
            return offset;
        }
    }

    private static final int BUFFER = 1 << 16;
    private static final char NONE = 0;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private long bytesRead;
    private boolean isEnd;
    private boolean isStart = true;
    private char pending = NONE;

    DecodingReader(InputStream in, Charset encoding) {
        this.in = in;
        this.decoder = encoding.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (pending != NONE) {
            target[from] = pending;
            pending = NONE;
            return 1;
        }
        CharBuffer chars = CharBuffer.wrap(target, from, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, isEnd);
            if (result.isError()) {
                throw new Malformed(
                        bytesRead - bytes.remaining(), decoder.charset().name());
            }
            skipMark(chars, target, from);
            if (chars.position() > from) {
                return chars.position() - from;
            }
            if (isEnd) {
                return -1;
            }
            if (result.isOverflow()) {
                return firstOfTwo(target, from);
            }
            fill();
        }
    }

    /** Where there is room for one char only, a character of two is handed out in two steps. */
    private int firstOfTwo(char[] target, int at) {
        CharBuffer two = CharBuffer.allocate(2);
        decoder.decode(bytes, two, isEnd);
        target[at] = two.get(0);
        pending = two.get(1);
        return 1;
    }

    private void skipMark(CharBuffer chars, char[] target, int from) {
        if (isStart && chars.position() > from) {
            isStart = false;
            if (target[from] == '\ufeff') {
                System.arraycopy(target, from + 1, target, from, chars.position() - from - 1);
                chars.position(chars.position() - 1);
            }
        }
    }

    private void fill() throws IOException {
        bytes.compact();
        int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        if (count < 0) {
            isEnd = true;
        } else {
            bytes.position(bytes.position() + count);
            bytesRead += count;
        }
        bytes.flip();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
