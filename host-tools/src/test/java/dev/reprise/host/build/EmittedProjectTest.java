package dev.reprise.host.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.RandomNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the emitter writes builds without warnings everywhere and passes the same static checks as the runtime. */
class EmittedProjectTest {
  private static final int SEED = 3;
  private static final Targets TARGETS = new Targets(CompiledNetwork.HOME);

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("targets")
  void buildsForEveryTarget(String name) {
    Target target = TARGETS.get(name);
    Path project = project(SEED, target);
    assertThat(ProjectBuilder.build(project, target, ProjectBuilder.Image.BOARD, List.of())).isExecutable();
    assertThat(ProjectBuilder.build(project, target, ProjectBuilder.Image.SIMULATOR, List.of())).isExecutable();
  }

  static List<String> targets() {
    return TARGETS.names();
  }

  @Test
  void passesCppcheckAndClangTidy() throws Exception {
    for (int seed = 0; seed < 4; seed++) {
      Path project = project(seed, TARGETS.get("host"));
      Files.copy(CompiledNetwork.HOME.resolve(".clang-tidy"), project.resolve(".clang-tidy"));
      run(
          project,
          "cppcheck", "--quiet", "--std=c99", "--enable=warning,performance,portability", "--error-exitcode=1",
          "-Iinclude", "-Imodel", "-Iruntime", "-DRP_ACCUMULATE_SEPARATE", "model/rp_model.c", "model/rp_weights.c");
      run(
          project,
          "clang-tidy", "--quiet", "model/rp_model.c", "--",
          "-std=c99", "-Iinclude", "-Imodel", "-Iruntime", "-DRP_ACCUMULATE_SEPARATE");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"host", "stm32f405", "riscv-virt"})
  void buildsWithCMake(String name) throws Exception {
    Path project = project(SEED, TARGETS.get(name));
    run(project, "cmake", "-S", ".", "-B", "cmake-build");
    run(project, "cmake", "--build", "cmake-build", "-j2");
    assertThat(project.resolve("cmake-build").resolve("net" + SEED + (name.equals("host") ? "" : ".elf"))).isExecutable();
  }

  @Test
  void boardAndSimulatorDifferOnlyInMemoryOrigins() throws IOException {
    Path project = project(SEED, TARGETS.get("stm32f405"));
    List<String> board = Files.readAllLines(project.resolve("target/board.ld"));
    List<String> simulator = Files.readAllLines(project.resolve("target/simulator.ld"));
    assertThat(simulator).hasSameSizeAs(board);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < board.size(); i++) {
      if (!board.get(i).equals(simulator.get(i))) {
        different.add(board.get(i).replaceAll("0x[0-9a-f]{8}", "@"));
        assertThat(simulator.get(i).replaceAll("0x[0-9a-f]{8}", "@")).isEqualTo(different.get(different.size() - 1));
      }
    }
    assertThat(different).isNotEmpty().allMatch(line -> line.contains("ORIGIN"));
  }

  @Test
  void hostileNamesDoNotReachTheCompiler() {
    Graph graph = RandomNetwork.generate(SEED, 4);
    UnaryOperator<String> hostile = name -> name.isEmpty() ? name : name + "\"\\ */ ??/\n#error %s é";
    Map<String, Tensor> constants = new LinkedHashMap<>();
    graph.constants().forEach((name, t) -> constants.put(hostile.apply(name), t));
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    graph.inputs().forEach(name -> inputs.put(hostile.apply(name), graph.type(name)));
    List<Node> nodes =
        graph.nodes().stream()
            .map(n -> new Node(hostile.apply(n.name()), n.op(), n.inputs().stream().map(hostile).toList(), hostile.apply(n.output())))
            .toList();
    Graph renamed = Graph.inferred("g", inputs, graph.outputs().stream().map(hostile).toList(), nodes, constants);
    Target host = TARGETS.get("host");
    Path project = folder.resolve("hostile");
    CompiledNetwork.compile(FrontEnd.of(renamed), "int", LearnerSettings.defaults().withSlots(3).withEvents(4, 2), host, host.accumulate().get(0))
        .files()
        .write(project);
    assertThat(ProjectBuilder.build(project, host, ProjectBuilder.Image.BOARD, List.of())).isExecutable();
  }

  @Test
  void compilingAgainReplacesOurOwnProject() throws IOException {
    Compiled compiled = CompiledNetwork.random(SEED, TARGETS.get("host"), TARGETS.get("host").accumulate().get(0));
    Path project = folder.resolve("project");
    compiled.files().write(project);
    Files.writeString(project.resolve("left-over.txt"), "from before");
    compiled.files().write(project);
    assertThat(project.resolve("left-over.txt")).doesNotExist();
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(project));
  }

  @Test
  void aFolderThatIsNotOursIsNotReplaced() throws IOException {
    Compiled compiled = CompiledNetwork.random(SEED, TARGETS.get("host"), TARGETS.get("host").accumulate().get(0));
    Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> compiled.files().write(folder)).isInstanceOf(RepriseException.class).hasMessageContaining("RP1504");
    assertThat(folder.resolve("thesis.txt")).exists();
  }

  @Test
  void aFolderWithoutProjectIsRefused() {
    assertThatThrownBy(() -> ProjectBuilder.build(folder, TARGETS.get("host"), ProjectBuilder.Image.BOARD, List.of()))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1512");
  }

  @Test
  void aFailingBuildShowsTheCompilersMessage() throws IOException {
    Path project = project(SEED, TARGETS.get("host"));
    Files.writeString(project.resolve("model/rp_model.c"), "int f(void) { return undefined_thing; }\n");
    assertThatThrownBy(() -> ProjectBuilder.build(project, TARGETS.get("host"), ProjectBuilder.Image.BOARD, List.of()))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1511")
        .hasMessageContaining("undefined_thing");
  }

  @Test
  void otherFlagsCompileEverythingAnew() {
    Target host = TARGETS.get("host");
    Path project = project(SEED, host);
    ProjectBuilder.build(project, host, ProjectBuilder.Image.BOARD, List.of());
    assertThatThrownBy(() -> ProjectBuilder.build(project, host, ProjectBuilder.Image.BOARD, List.of("-DRP_SLOTS='broken('")))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1511");
    assertThat(ProjectBuilder.build(project, host, ProjectBuilder.Image.BOARD, List.of())).isExecutable();
  }

  private Path project(int seed, Target target) {
    Path project = folder.resolve(target.name() + seed);
    CompiledNetwork.random(seed, target, target.accumulate().get(0)).files().write(project);
    return project;
  }

  private static void run(Path project, String... command) throws Exception {
    Process process = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
  }
}
