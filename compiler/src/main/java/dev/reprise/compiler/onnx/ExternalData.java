package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensor data in files of the model's own folder; anything else a model names is refused, so that it cannot read the user's files. */
public final class ExternalData {
  private final Path folder;

  /** @param folder the model's folder, or null where the model came from memory and has none */
  public ExternalData(Path folder) {
    this.folder = folder;
  }

  /**
   * The bytes of an external tensor.
   *
   * @param expected how many its type and shape call for
   * @throws RepriseException at {@code place} where the file is not beside the model or does not hold them
   */
  ByteString read(TensorProto proto, long expected, String place) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (StringStringEntryProto e : proto.getExternalDataList()) {
      entries.put(e.getKey(), e.getValue());
    }
    Path file = file(entries.getOrDefault("location", ""), place);
    long offset = number(entries.get("offset"), 0, place);
    long length = number(entries.get("length"), expected, place);
    if (length != expected) {
      throw RepriseException.of(OnnxError.TENSOR_DATA, place, "its external data has " + length + " bytes instead of " + expected);
    }
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      if (offset > in.size() || in.size() - offset < length) {
        throw refused("'" + file.getFileName() + "' has " + in.size() + " bytes, too few for " + length + " at " + offset, place);
      }
      ByteBuffer bytes = ByteBuffer.allocate((int) length);
      while (bytes.hasRemaining() && in.read(bytes, offset + bytes.position()) >= 0) {
        // a read may return less than asked for
      }
      return ByteString.copyFrom(bytes.flip());
    } catch (IOException e) {
      throw refused("'" + file.getFileName() + "' cannot be read", place);
    }
  }

  private Path file(String location, String place) {
    if (folder == null) {
      throw refused("the model was not read from a file", place);
    }
    try {
      Path name = Path.of(location);
      if (location.isEmpty() || name.isAbsolute() || name.getNameCount() != 1 || location.equals("..") || location.equals(".")) {
        throw refused("'" + location + "' does not name a file beside the model", place);
      }
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw refused("'" + location + "' is not beside the model", place);
      }
      if (!file.toRealPath().getParent().equals(folder.toRealPath())) {
        throw refused("'" + location + "' is a link out of the model's folder", place);
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw refused("'" + location + "' does not name a file beside the model", place);
    }
  }

  private static long number(String text, long otherwise, String place) {
    if (text == null) {
      return otherwise;
    }
    try {
      long v = Long.parseLong(text);
      if (v >= 0) {
        return v;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal
    }
    throw refused("'" + text + "' is not a size", place);
  }

  private static RepriseException refused(String why, String place) {
    return RepriseException.of(OnnxError.EXTERNAL_DATA, place, why);
  }
}
