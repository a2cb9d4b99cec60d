package dev.reprise.simulators.cycles;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Instruction timing of a core, {@code targets/cores/<core>.yaml}; the files' heads say what the fields mean.
 *
 * @param classes a row for every class
 */
public record TimingTable(String core, Issue issue, Map<InstructionClass, Row> classes) {
  /** How many instructions start in a cycle. */
  public enum Issue {
    @JsonProperty("single")
    SINGLE,
    @JsonProperty("dual")
    DUAL
  }

  /** What at most one instruction uses in a cycle. */
  public enum Unit {
    @JsonProperty("memory")
    MEMORY,
    @JsonProperty("multiply")
    MULTIPLY,
    @JsonProperty("fpu")
    FPU,
    @JsonProperty("branch")
    BRANCH
  }

  /** One row; a field that is not given is 0. {@code source} says where it comes from. */
  public record Row(
      int cycles,
      int perRegister,
      int taken,
      List<InstructionClass> behind,
      int following,
      int fpUse,
      Unit unit,
      int latency,
      int registersPerCycle,
      int lateAccumulator,
      int lateData,
      String source) {
    public Row {
      behind = behind == null ? List.of() : List.copyOf(behind);
    }
  }

  private static final YAMLMapper YAML = YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  public TimingTable {
    classes = new EnumMap<>(classes);
  }

  /**
   * The table of {@code target}'s core; the {@code f} of a core with FPU is no part of the file's name.
   *
   * @throws RepriseException RP1910 where there is none, RP1912 where it is wrong
   */
  public static TimingTable of(Target target, Path home) {
    Path file = home.resolve("targets/cores").resolve(target.core().replaceFirst("f$", "") + ".yaml");
    if (!Files.isRegularFile(file)) {
      throw RepriseException.of(CyclesError.NO_TABLE, target.name(), target.core());
    }
    return read(file);
  }

  /** @throws RepriseException RP1912 */
  static TimingTable read(Path file) {
    try {
      TimingTable table = YAML.readValue(Files.readString(file), TimingTable.class);
      for (InstructionClass c : InstructionClass.values()) {
        Row row = table.row(c);
        if (row == null || row.source() == null || row.source().isBlank()) {
          throw RepriseException.of(CyclesError.BAD_TABLE, file.toString(), "it has no row with a source for " + c);
        }
      }
      return table;
    } catch (JsonProcessingException e) {
      throw new RepriseException(Diagnostic.of(CyclesError.BAD_TABLE, file.toString(), e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(CyclesError.BAD_TABLE, file.toString(), e.toString()), e);
    }
  }

  Row row(InstructionClass c) {
    return classes.get(c);
  }

  /** Cycles from one instruction of class {@code c} to the next, where nothing else is to do. */
  public int interval(InstructionClass c) {
    return issue == Issue.DUAL ? 1 : row(c).cycles();
  }

  /** The model that reads this table. */
  BlockTiming timing() {
    return issue == Issue.DUAL ? new DualIssueTiming(this) : new SingleIssueTiming(this);
  }
}
