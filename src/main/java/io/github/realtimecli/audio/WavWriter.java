package io.github.realtimecli.audio;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Writes PCM16, mono unless said otherwise, as WAV while it arrives. Owned by one thread.
///
/// [#commit()] makes a file of it; [#close()] without it leaves no file behind. What is longer than a WAV can say (4 GiB, a
/// day at 24 kHz) gets the largest size, which readers take as "to the end".
public final class WavWriter implements AutoCloseable {
  private static final int HEADER = 44;
  // the size that sox writes into a pipe and reads without a complaint; ffmpeg reads to the end whatever it is
  private static final long UNKNOWN = 0x7fff_f000L;
  private static final long LONGEST = 0xffff_ffffL;

  private final OutputStream out;
  private final Owner owner;
  private final @Nullable PendingFile pending;
  private final int rate;
  private final int channels;
  private Pcm cut = Pcm.EMPTY;
  private long samples;
  private boolean done;

  private enum Owner {
    US, CALLER
  }

  private WavWriter(OutputStream out, Owner owner, @Nullable PendingFile pending, int rate, int channels)
      throws IOException {
    this.out = out;
    this.owner = owner;
    this.pending = pending;
    this.rate = rate;
    this.channels = channels;
    out.write(header(rate, channels, UNKNOWN));
  }

  /// Writes to a hidden file beside `target`; a pipe or a device that has this name is written to directly.
  ///
  /// @param rate samples a second
  /// @throws IOException when the folder is missing or cannot be written to, or `target` is a folder
  public static WavWriter toFile(Path target, int rate) throws IOException {
    return toFile(target, rate, 1);
  }

  /// The same for several channels, whose samples are then written in turn.
  public static WavWriter toFile(Path target, int rate, int channels) throws IOException {
    if (Files.isDirectory(target))
      throw new FileSystemException(target.toString(), null, "is a folder");
    if (Files.exists(target) && !Files.isRegularFile(target))
      return new WavWriter(new FileOutputStream(target.toFile()), Owner.US, null, rate, channels);
    PendingFile pending = PendingFile.of(target);
    return new WavWriter(pending.stream(), Owner.US, pending, rate, channels);
  }

  /// Writes to a stream that cannot be wound back; every [#write(Pcm)] is flushed. The stream stays open.
  public static WavWriter toStream(OutputStream out, int rate) throws IOException {
    return new WavWriter(out, Owner.CALLER, null, rate, 1);
  }

  /// Appends. A sample may be cut between two runs.
  public void write(Pcm pcm) throws IOException {
    if (done)
      throw new IOException("the WAV is finished");
    Pcm joined = cut.concat(pcm);
    Pcm whole = joined.slice(0, joined.samples() * Pcm.SAMPLE_BYTES);
    whole.writeTo(out);
    out.flush();
    samples += whole.samples();
    cut = joined.slice(whole.length(), joined.length());
  }

  /// Whole samples written so far.
  public long samples() {
    return samples;
  }

  /// Ends the WAV: the file gets its sizes and its name. Does nothing the second time.
  public void commit() throws IOException {
    commit(pending == null ? null : pending.target());
  }

  /// Ends the WAV like [#commit()], under another name in the folder of the one it was meant for.
  public void commitAs(String name) throws IOException {
    commit(pending == null ? null : pending.target().resolveSibling(name));
  }

  private void commit(@Nullable Path target) throws IOException {
    if (done)
      return;
    release();
    if (pending != null && target != null) {
      try {
        pending.rewriteHead(header(rate, channels, samples * Pcm.SAMPLE_BYTES));
        pending.commit(target);
      } catch (IOException e) {
        pending.discard();
        throw e;
      }
    }
  }

  /// Drops the file unless it was committed.
  @Override
  public void close() throws IOException {
    if (done)
      return;
    try {
      release();
    } finally {
      if (pending != null)
        pending.discard();
    }
  }

  private void release() throws IOException {
    done = true;
    if (owner == Owner.US)
      out.close();
    else
      out.flush();
  }

  static byte[] header(int rate, int channels, long size) {
    ByteBuffer head = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    head.put(ascii("RIFF")).putInt((int) Math.min(size + HEADER - 8, LONGEST)).put(ascii("WAVE"));
    head.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) channels);
    head.putInt(rate)
        .putInt(rate * channels * Pcm.SAMPLE_BYTES)
        .putShort((short) (channels * Pcm.SAMPLE_BYTES))
        .putShort((short) 16);
    head.put(ascii("data")).putInt((int) Math.min(size, LONGEST));
    return head.array();
  }

  private static byte[] ascii(String id) {
    return id.getBytes(StandardCharsets.US_ASCII);
  }
}
