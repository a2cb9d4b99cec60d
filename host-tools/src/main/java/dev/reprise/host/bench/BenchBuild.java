package dev.reprise.host.bench;

import dev.reprise.compiler.emit.KernelSources;
import dev.reprise.compiler.emit.LinkerScript;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.cycles.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Builds a bench program with the flags of an emitted project. */
final class BenchBuild {
  private static final List<String> FLAGS =
      List.of("-std=c99", "-O2", "-ffp-contract=off", "-fno-common", "-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections");

  private final Path home;
  private final Target target;

  BenchBuild(Path home, Target target) {
    this.home = home;
    this.target = target;
  }

  /** Writes and links the program of {@code cases} in {@code folder}; returns the ELF file. */
  Path build(Path folder, List<BenchCase> cases) throws IOException {
    Path elf = folder.resolve("bench.elf");
    Path runtime = home.resolve("runtime-c");
    List<String> command = new ArrayList<>(List.of(target.toolchain().command()));
    command.addAll(FLAGS);
    command.addAll(target.toolchain().cflags());
    command.addAll(target.toolchain().ldflags());
    command.add(target.accumulate().get(0) == Accumulate.FUSED ? "-DRP_ACCUMULATE_FUSED" : "-DRP_ACCUMULATE_SEPARATE");
    command.addAll(List.of("-I" + runtime.resolve("include"), "-I" + runtime.resolve("src"), "-L" + folder));
    BenchProgram.write(folder, cases).forEach(file -> command.add(file.toString()));
    sources(runtime, cases).forEach(file -> command.add(file.toString()));
    boardSupport(folder, command);
    command.addAll(List.of("-o", elf.toString()));
    Tool.run(command);
    return elf;
  }

  String compilerVersion() {
    return Tool.run(List.of(target.toolchain().command(), "-dumpfullversion")).strip();
  }

  private static List<Path> sources(Path runtime, List<BenchCase> cases) {
    List<String> kernels = cases.stream().map(BenchCase::kernel).distinct().toList();
    Path sources = runtime.resolve("src");
    return new KernelSources(runtime).closure(kernels).stream().filter(f -> f.toString().endsWith(".c")).map(sources::resolve).toList();
  }

  /** Copies the board support, whose files include each other by name, and adds what is compiled and linked. */
  private void boardSupport(Path folder, List<String> command) throws IOException {
    Target board = target.usesStandIn("qemu") ? target.standIn() : target;
    command.add("-I" + folder);
    for (String name : board.toolchain().files()) {
      Path file = board.folder().resolve(name);
      String leaf = file.getFileName().toString();
      String text = Files.readString(file);
      if (leaf.endsWith(".in")) {
        Path script = Files.writeString(folder.resolve("bench.ld"), LinkerScript.substitute(text, board, true));
        command.add("-T" + script);
      } else {
        Path copy = Files.writeString(folder.resolve(leaf), text);
        if (leaf.endsWith(".c")) {
          command.add(copy.toString());
        }
      }
    }
  }
}
