package dev.reprise.compiler.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.quantize.op.QOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The compiled learner as a file ({@code model.cbor}): what the golden executor and the host tools need beside the C project.
 *
 * @param format version of this file's layout
 * @param target name of the target it was compiled for
 * @param accumulate mode of that build
 * @param model the numbers
 */
public record ModelArtifact(int format, String target, Accumulate accumulate, LearnerModel model) {
  public static final String FILE_NAME = "model.cbor";
  private static final int FORMAT = 1;
  private static final int HASH_BYTES = 8;

  public ModelArtifact(String target, Accumulate accumulate, LearnerModel model) {
    this(FORMAT, target, accumulate, model);
  }

  public byte[] toBytes() {
    return write(this);
  }

  /** @throws RepriseException RP1550 where the file is not a compiled model */
  public static ModelArtifact read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw RepriseException.of(ArtifactError.UNREADABLE, file.toString(), "there is no such file");
    }
    try {
      ModelArtifact artifact = mapper().readValue(Files.readAllBytes(file), ModelArtifact.class);
      if (artifact.format != FORMAT) {
        throw RepriseException.of(ArtifactError.OTHER_VERSION, file.toString(), artifact.format, FORMAT);
      }
      return artifact;
    } catch (JsonProcessingException e) {
      throw new RepriseException(Diagnostic.of(ArtifactError.UNREADABLE, file.toString(), e.getOriginalMessage()), e);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new RepriseException(Diagnostic.of(ArtifactError.UNREADABLE, file.toString(), e.toString()), e);
    }
  }

  /** The first 8 bytes of the SHA-256 of everything that defines the learner's numbers: HELLO's model hash. */
  public static byte[] hash(LearnerModel model) {
    try {
      return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(write(model)), HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public String hashText() {
    return HexFormat.of().formatHex(hash(model));
  }

  private static byte[] write(Object value) {
    try {
      return mapper().writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory", e);
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(Tensor.class, new TensorCodec.Serializer());
    module.addDeserializer(Tensor.class, new TensorCodec.Deserializer());
    module.registerSubtypes(Op.class.getPermittedSubclasses());
    module.registerSubtypes(QOp.class.getPermittedSubclasses());
    // the hash must not depend on the order in which maps were filled
    return CBORMapper.builder().addModule(module).enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  }
}
