package dev.reprise.host.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.report.SaveReport;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Measures a project that {@code reprise compile} wrote and {@code reprise build} built. */
public final class Measurement {
  private static final String WEIGHTS_HEADER = "model/rp_weights.h";
  private static final Pattern ARRAY = Pattern.compile("^extern const \\w+ (\\w+)\\[", Pattern.MULTILINE);
  private static final String INITIAL = "_initial";

  private Measurement() {}

  /**
   * What measuring needs of a project's report.json.
   *
   * @param target name of the target it was compiled for
   */
  public record Project(Path folder, String name, String target, MemoryReport plan, SaveReport saves) {
    /** The target as it was compiled for: without slots for saves where they were left out. */
    public Target resolve(Targets targets) {
      Target all = targets.get(target);
      return saves.slotBytes() == null ? all.withoutStorage() : all;
    }
  }

  /** Reads the report of the project in {@code folder}; RP2105 where there is none. */
  public static Project open(Path folder) {
    Path file = folder.resolve(CompileReport.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), "there is no such file");
    }
    try {
      ObjectMapper mapper = new ObjectMapper();
      JsonNode report = mapper.readTree(file.toFile());
      if (!report.hasNonNull("memory")) {
        throw RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), "it has no memory plan");
      }
      MemoryReport plan = mapper.treeToValue(report.get("memory"), MemoryReport.class);
      SaveReport saves = mapper.treeToValue(report.path("saves"), SaveReport.class);
      if (saves == null || plan.capacity() == null || plan.peak() == null || plan.lowerBound() == null || !report.path("target").isTextual()) {
        throw RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), "it is no complete report");
      }
      return new Project(folder, report.path("name").asText(), report.path("target").asText(), plan, saves);
    } catch (IOException e) {
      throw RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /**
   * Measures {@code project}.
   *
   * @param elf its built image
   * @param simulator whether {@code elf} is linked for the simulator's memory origins
   * @throws RepriseException RP2105, RP2106
   */
  public static MeasureReport measure(Project project, Path elf, Target target, boolean simulator) {
    if (target.isHost()) {
      return new MeasureReport(project.name(), target.name(), MemoryUse.planned(project.plan()), null, project.saves());
    }
    FirmwareImage image = FirmwareImage.read(elf);
    Map<String, Purpose> weights = weights(project.folder().resolve(WEIGHTS_HEADER));
    return new MeasureReport(
        project.name(),
        target.name(),
        MemoryUse.of(image, target, simulator, weights, project.plan()),
        stack(image, elf.toAbsolutePath().getParent(), target),
        project.saves());
  }

  private static StackReport stack(FirmwareImage image, Path objects, Target target) {
    return image.arm() ? StackAnalysis.run(image, objects, target.toolchain().prefix()) : RiscvStacks.run(image, objects);
  }

  /** The constant arrays that the project's weights header declares: initial values of trainable weights, and the frozen stage's. */
  static Map<String, Purpose> weights(Path header) {
    try {
      Map<String, Purpose> purposes = new TreeMap<>();
      Matcher m = ARRAY.matcher(Files.readString(header));
      while (m.find()) {
        purposes.put(m.group(1), m.group(1).endsWith(INITIAL) ? Purpose.INITIAL_WEIGHTS : Purpose.FROZEN_WEIGHTS);
      }
      return purposes;
    } catch (IOException e) {
      throw RepriseException.of(MeasureError.BAD_IMAGE, header.toString(), "it cannot be read");
    }
  }
}
