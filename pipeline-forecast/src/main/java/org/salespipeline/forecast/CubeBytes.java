package org.salespipeline.forecast;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.common.io.ByteArrayDataInput;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.salespipeline.quantity.Probability;
import org.salespipeline.stage.ProcessId;
import org.salespipeline.stage.StageId;

/** Writes and reads the cells of a cube: only the used ones, in their canonical order, big-endian. */
final class CubeBytes {

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

    static CubeCells read(ByteArrayDataInput in, int slices) {
        ImmutableList<StageSlot> stages = list(in, () -> readStage(in));
        ImmutableList<String> segments = list(in, () -> readText(in));
        Map<String, Tally> foreign = new TreeMap<>();
        for (int left = readCount(in); left > 0; left--) {
            foreign.put(readText(in), new Tally(in.readLong(), new BigInteger(readBytes(in))));
        }
        CubeCells cells = new CubeCells(stages, segments, slices, foreign);
        for (int cell = in.readInt(); cell != -1; cell = in.readInt()) {
            checkArgument(cell >= 0 && cell < cells.deals.length, "bytes of a cube name cell %s, which it lacks", cell);
            cells.deals[cell] = in.readLong();
            cells.carries[cell] = in.readLong();
            cells.sums[cell] = in.readLong();
        }
        for (int i = 0; i < cells.withoutAmount.length; i++) {
            cells.withoutAmount[i] = in.readLong();
        }
        return cells;
    }

    static void writeText(ByteArrayDataOutput out, String text) {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(ByteArrayDataInput in) {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static ByteArrayDataOutput output() {
        return ByteStreams.newDataOutput();
    }

    private static void writeStage(ByteArrayDataOutput out, StageSlot slot) {
        writeText(out, slot.process().value());
        writeText(out, slot.stage().value());
        out.writeBoolean(slot.won());
        out.writeDouble(slot.chance().map(Probability::value).orElse(Double.NaN));
    }

    private static StageSlot readStage(ByteArrayDataInput in) {
        ProcessId process = new ProcessId(readText(in));
        StageId stage = new StageId(readText(in));
        boolean won = in.readBoolean();
        double chance = in.readDouble();
        return new StageSlot(
                process, stage, won, Double.isNaN(chance) ? Optional.empty() : Optional.of(Probability.of(chance)));
    }

    private static void writeBytes(ByteArrayDataOutput out, byte[] bytes) {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(ByteArrayDataInput in) {
        byte[] bytes = new byte[readCount(in)];
        in.readFully(bytes);
        return bytes;
    }

    private static int readCount(ByteArrayDataInput in) {
        int count = in.readInt();
        checkArgument(count >= 0 && count <= 1 << 28, "bytes of a cube name a length of %s", count);
        return count;
    }

    private static <T> ImmutableList<T> list(ByteArrayDataInput in, Supplier<T> element) {
        ImmutableList.Builder<T> list = ImmutableList.builder();
        for (int left = readCount(in); left > 0; left--) {
            list.add(element.get());
        }
        return list.build();
    }
}
