package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.StageId;

/** Writes and reads the cells of a cube: only the used ones, in their canonical order, big-endian. */
final class CubeBytes {

    /** Its number, deals, carry and sum. */
    private static final int CELL_BYTES = Integer.BYTES + 3 * Long.BYTES;

    private CubeBytes() {}

    static void write(ByteArrayDataOutput out, CubeCells cells) {
        out.writeInt(cells.stages.size());
        cells.stages.forEach(stage -> writeStage(out, stage));
        out.writeInt(cells.segments.size());
        cells.segments.forEach(segment -> writeText(out, segment));
        out.writeInt(cells.foreign.size());
        cells.foreign.forEach((currency, tally) -> {
            writeText(out, currency);
            out.writeLong(tally.deals());
            writeBytes(out, tally.minor().toByteArray());
        });
        for (int cell = 0; cell < cells.deals.length; cell++) {
            if (cells.deals[cell] != 0) {
                out.writeInt(cell);
                out.writeLong(cells.deals[cell]);
                out.writeLong(cells.carries[cell]);
                out.writeLong(cells.sums[cell]);
            }
        }
        out.writeInt(-1);
        for (long deals : cells.withoutAmount) {
            out.writeLong(deals);
        }
    }

    static CubeCells read(ByteBuffer in, int slices) {
        ImmutableList<StageSlot> stages = list(in, () -> readStage(in));
        ImmutableList<String> segments = list(in, () -> readText(in));
        checkArgument(
                Ordering.<StageSlot>natural().isStrictlyOrdered(stages), "stages must be in order, was %s", stages);
        checkArgument(
                Ordering.<String>natural().isStrictlyOrdered(segments), "segments must be in order, was %s", segments);
        Map<String, Tally> foreign = new TreeMap<>();
        for (int left = readCount(in); left > 0; left--) {
            String code = CurrencyUnit.of(readText(in)).getCode();
            foreign.put(code, new Tally(positive(in.getLong()), new BigInteger(readBytes(in))));
        }
        // a stage and a segment are only written for a cell of theirs: too few bytes for that are seen before making
        // room
        long atLeast = (long) CELL_BYTES * Math.max(stages.size(), segments.size())
                + (long) slices * stages.size() * Long.BYTES;
        checkArgument(in.remaining() >= atLeast, "cells must take %s bytes or more, was %s", atLeast, in.remaining());
        CubeCells cells = new CubeCells(stages, segments, slices, foreign);
        for (int cell = in.getInt(); cell != -1; cell = in.getInt()) {
            checkArgument(cell >= 0 && cell < cells.deals.length, "cell must exist, was %s", cell);
            cells.deals[cell] = positive(in.getLong());
            cells.carries[cell] = in.getLong();
            cells.sums[cell] = in.getLong();
        }
        for (int i = 0; i < cells.withoutAmount.length; i++) {
            long deals = in.getLong();
            cells.withoutAmount[i] = deals == 0 ? 0 : positive(deals);
        }
        return cells;
    }

    private static long positive(long deals) {
        checkArgument(deals > 0, "number of deals must be positive, was %s", deals);
        return deals;
    }

    /** The content and, after it, its check sum. */
    static byte[] sealed(byte[] content) {
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt(checkSum(content, content.length))
                .array();
    }

    /** The content after the magic number, of bytes that {@link #sealed} made. */
    static ByteBuffer opened(byte[] bytes, int magic) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        int end = bytes.length - Integer.BYTES;
        checkArgument(end >= Integer.BYTES, "bytes of a cube must be at least 8, was %s", bytes.length);
        int found = all.getInt(0);
        checkArgument(found == magic, "bytes must be a cube of version 1, began with %s", Integer.toHexString(found));
        if (all.getInt(end) != checkSum(bytes, end)) {
            throw damaged(bytes, "their check sum differs", null);
        }
        return all.position(Integer.BYTES).limit(end);
    }

    private static int checkSum(byte[] bytes, int end) {
        CRC32 sum = new CRC32();
        sum.update(bytes, 0, end);
        return (int) sum.getValue();
    }

    static IllegalArgumentException damaged(byte[] bytes, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "bytes of a cube must be whole and unchanged, was " + bytes.length + " of which " + why, cause);
    }

    static void writeText(ByteArrayDataOutput out, String text) {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(ByteBuffer in) {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static ByteArrayDataOutput output() {
        return ByteStreams.newDataOutput();
    }

    private static void writeStage(ByteArrayDataOutput out, StageSlot slot) {
        writeText(out, slot.process().value());
        out.writeInt(slot.version());
        writeText(out, slot.stage().value());
        out.writeBoolean(slot.won());
        out.writeDouble(slot.chance().map(Probability::value).orElse(Double.NaN));
    }

    private static StageSlot readStage(ByteBuffer in) {
        ProcessId process = new ProcessId(readText(in));
        int version = in.getInt();
        checkArgument(version >= 1, "version of a process must be 1 or more, was %s", version);
        StageId stage = new StageId(readText(in));
        boolean won = in.get() != 0;
        double chance = in.getDouble();
        Optional<Probability> known = Double.isNaN(chance) ? Optional.empty() : Optional.of(Probability.of(chance));
        return new StageSlot(process, version, stage, won, known);
    }

    private static void writeBytes(ByteArrayDataOutput out, byte[] bytes) {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(ByteBuffer in) {
        byte[] bytes = new byte[readCount(in)];
        in.get(bytes);
        return bytes;
    }

    private static int readCount(ByteBuffer in) {
        checkArgument(in.remaining() >= Integer.BYTES, "length must take 4 bytes, was %s", in.remaining());
        int count = in.getInt();
        checkArgument(count >= 0 && count <= in.remaining(), "length must be that of bytes that follow, was %s", count);
        return count;
    }

    private static <T> ImmutableList<T> list(ByteBuffer in, Supplier<T> element) {
        ImmutableList.Builder<T> list = ImmutableList.builder();
        for (int left = readCount(in); left > 0; left--) {
            list.add(element.get());
        }
        return list.build();
    }
}
