package org.salespipeline.forecast;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.ByteBuffer;
import java.util.List;
import org.salespipeline.forecast.view.Fingerprint;
import org.salespipeline.forecast.view.PipelineView;

/** Hashes a sequence of content to 128 bits, the same on every machine (MurmurHash3 x64 128). */
final class AnswerHash {

    /** Raised when the same input may give other numbers or texts than before. */
    private static final int VERSION = 1;

    private final Hasher hasher = Hashing.murmur3_128(VERSION).newHasher();

    /** The hash of what every forecast of a view depends on. */
    static AnswerHash of(PipelineView view, Answer answer) {
        Fingerprint of = view.fingerprint();
        return new AnswerHash().number(of.high()).number(of.low()).text(PipelineCube.requestText(answer.request));
    }

    AnswerHash number(long number) {
        hasher.putLong(number);
        return this;
    }

    AnswerHash text(String text) {
        hasher.putInt(text.length()).putUnencodedChars(text);
        return this;
    }

    AnswerHash texts(List<String> texts) {
        number(texts.size());
        texts.forEach(this::text);
        return this;
    }

    AnswerHash bytes(byte[] bytes) {
        hasher.putInt(bytes.length).putBytes(bytes);
        return this;
    }

    /** Ends the sequence. */
    Fingerprint result() {
        HashCode hash = hasher.hash();
        ByteBuffer words = ByteBuffer.wrap(hash.asBytes());
        return new Fingerprint(words.getLong(), words.getLong());
    }
}
