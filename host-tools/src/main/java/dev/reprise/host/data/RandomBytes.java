package dev.reprise.host.data;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Bytes of a file at any offset: read when asked for, or unpacked into memory where the file is gzipped. */
final class RandomBytes implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final byte[] unpacked;
  private final long size;

  private RandomBytes(Path path, FileChannel channel, byte[] unpacked, long size) {
    this.path = path;
    this.channel = channel;
    this.unpacked = unpacked;
    this.size = size;
  }

  /** @throws RepriseException RP1701 */
  static RandomBytes open(Path path) {
    try {
      if (isGzip(path)) {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
          byte[] all = in.readAllBytes();
          return new RandomBytes(path, null, all, all.length);
        }
      }
      FileChannel channel = FileChannel.open(path);
      return new RandomBytes(path, channel, null, channel.size());
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** By content: the name says nothing. */
  static boolean isGzip(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  static RepriseException unreadable(Path path, IOException e) {
    String why = e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
    return new RepriseException(Diagnostic.of(DataError.UNREADABLE, path.toString(), why), e);
  }

  Path path() {
    return path;
  }

  long size() {
    return size;
  }

  /** {@code count} bytes from {@code offset}, which must lie inside. */
  byte[] read(long offset, int count) {
    byte[] bytes = new byte[count];
    if (unpacked != null) {
      System.arraycopy(unpacked, Math.toIntExact(offset), bytes, 0, count);
      return bytes;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + buffer.position()) < 0) {
          throw new IOException("it became shorter");
        }
      }
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      // Nothing was written: there is nothing to lose.
    }
  }
}
