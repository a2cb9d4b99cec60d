package dev.reprise.compiler.emit;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes the self-contained C project of a learner. Deterministic: the same input gives the same bytes. */
public final class Emitter {
  private static final String TARGET = "target/";
  private static final String STAND_IN = "standin/";
  private static final String LAYOUT = "rp_flash_layout.c";

  private final Path home;
  private final Templates templates = new Templates();

  /** @param home the folder that holds {@code runtime-c} and {@code targets} */
  public Emitter(Path home) {
    this.home = home;
  }

  /**
   * All files of the project except its report.
   *
   * @throws RepriseException RP150x where sources are missing
   */
  public ProjectFiles emit(EmitInput in) {
    ProjectFiles out = new ProjectFiles();
    PlanSource plan = new PlanSource(in);
    Map<String, Object> variables = new ModelSource(in).variables();
    variables.put("regions", plan.regions());
    variables.put("pointers", plan.pointers());
    new TilesSource(in.schedule().calls(), in.tiles(), in.target().isHost()).addTo(variables);
    out.add("model/rp_plan.h", render("rp_plan.h.ftl", variables));
    out.add("model/rp_model.h", render("rp_model.h.ftl", variables));
    out.add("model/rp_model.c", render("rp_model.c.ftl", variables));
    if (in.tiles().arena() > 0) {
      out.add("model/rp_tile_plans.h", render("rp_tile_plans.h.ftl", variables));
      out.add("model/rp_tile_plans.c", render("rp_tile_plans.c.ftl", variables));
    }
    WeightsWriter weights = new WeightsWriter(in.schedule(), in::constantOutside, in::fetched);
    out.add("model/rp_weights.h", weights.header());
    out.add("model/rp_weights.c", weights.source());
    addRuntime(in, out);
    addTarget(in.target(), out);
    if (in.target().standIn() != null) {
      addStandIn(in.target(), out);
    }
    addBuild(in.target(), variables, out);
    out.add("README.md", render("README.md.ftl", variables));
    out.add(ModelArtifact.FILE_NAME, new ModelArtifact(in.target().name(), in.accumulate(), in.model()).toBytes());
    return out;
  }

  private void addRuntime(EmitInput in, ProjectFiles out) {
    Path runtime = home.resolve("runtime-c");
    List<String> kernels = new ArrayList<>(in.schedule().calls().stream().map(Call::kernel).distinct().toList());
    if (in.tiles().arena() > 0) {
      kernels.add("rp_tiles_run");
      kernels.add("rp_passes_team");
    }
    for (Path file : new KernelSources(runtime).closure(kernels, storage(in.target()))) {
      out.add("runtime/" + file.toString().replace('\\', '/'), read(runtime.resolve("src").resolve(file)));
    }
    try (Stream<Path> headers = Files.list(runtime.resolve("include"))) {
      headers.sorted().forEach(h -> out.add("include/" + h.getFileName(), read(h)));
    } catch (IOException e) {
      throw RepriseException.of(EmitError.NO_RUNTIME, runtime.toString());
    }
  }

  /** The family of the runtime that keeps saves; the host's board support does so itself. */
  private static String storage(Target target) {
    return target.isHost() ? null : target.storage() == null ? "storage_none" : "storage";
  }

  private void addTarget(Target target, ProjectFiles out) {
    for (String file : target.toolchain().files()) {
      Path source = target.folder().resolve(file).normalize();
      String name = source.getFileName().toString();
      if (name.endsWith(".in")) {
        String script = name.substring(0, name.length() - ".in".length());
        String text = new String(read(source), java.nio.charset.StandardCharsets.UTF_8);
        out.add(TARGET + "board." + script.replaceFirst("^.*\\.", ""), LinkerScript.substitute(text, target, false));
        out.add(TARGET + "simulator." + script.replaceFirst("^.*\\.", ""), LinkerScript.substitute(text, target, true));
      } else {
        out.add(TARGET + name, read(source));
      }
    }
    if (target.storage() != null) {
      out.add(TARGET + LAYOUT, render(LAYOUT + ".ftl", FlashLayout.variables(target)));
    }
  }

  /** Board support of the target that simulators run in place of this one. */
  private void addStandIn(Target target, ProjectFiles out) {
    Target standIn = target.standIn();
    if (target.storage() != null) {
      out.add(STAND_IN + LAYOUT, render(LAYOUT + ".ftl", FlashLayout.variables(standIn)));
    }
    for (String file : standIn.toolchain().files()) {
      if (file.endsWith(".c") || file.endsWith(".h")) {
        Path source = standIn.folder().resolve(file).normalize();
        out.add(STAND_IN + source.getFileName(), read(source));
      }
    }
  }

  private void addBuild(Target target, Map<String, Object> variables, ProjectFiles out) {
    List<String> sources = out.endingIn(".c").stream().filter(f -> !f.startsWith(STAND_IN)).toList();
    variables.put("sources", sources);
    variables.put("portable", sources.stream().filter(f -> !f.startsWith(TARGET)).toList());
    variables.put("board", sources.stream().filter(f -> f.startsWith(TARGET)).toList());
    variables.put("standIn", out.endingIn(".c").stream().filter(f -> f.startsWith(STAND_IN)).toList());
    variables.put("simulated_board", target.standIn() == null ? target.name() : target.standIn().name());
    variables.put("prefix", target.toolchain().prefix());
    variables.put("compiler", target.toolchain().compiler());
    variables.put("cflags", String.join(" ", target.toolchain().cflags()));
    variables.put("ldflags", String.join(" ", target.toolchain().ldflags()));
    variables.put("simulated", !target.isHost());
    variables.put("exe", target.isHost() ? "" : ".elf");
    out.add("Makefile", render("Makefile.ftl", variables));
    out.add("CMakeLists.txt", render("CMakeLists.txt.ftl", variables));
  }

  private String render(String template, Map<String, Object> variables) {
    return templates.render(template, variables);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new RepriseException(dev.reprise.compiler.diag.Diagnostic.of(EmitError.NO_KERNEL, file.toString(), file.getFileName()), e);
    }
  }
}
