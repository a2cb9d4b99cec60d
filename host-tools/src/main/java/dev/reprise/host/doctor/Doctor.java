package dev.reprise.host.doctor;

import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for everything that Reprise uses. */
public final class Doctor {
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(\\.\\d+)*");
  private static final Path CPU = Path.of("/proc/cpuinfo");

  private record Tool(String program, String versionFlag, String purpose, boolean required, String debianPackages) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool("javac", "-version", "building Reprise itself (JDK 17 or newer)", true, "openjdk-17-jdk-headless"),
          new Tool("mvn", "-version", "building Reprise itself", true, "maven"),
          new Tool("gcc", "--version", "target host", true, "gcc libc6-dev"),
          new Tool("make", "--version", "reprise build", true, "make"),
          new Tool("arm-none-eabi-gcc", "--version", "Cortex-M targets", true, "gcc-arm-none-eabi libnewlib-arm-none-eabi"),
          new Tool("qemu-system-arm", "--version", "reprise simulate for Cortex-M targets", true, "qemu-system-arm"),
          new Tool("clang-19", "--version", "RISC-V targets", false, "clang-19 lld-19"),
          new Tool("qemu-system-riscv32", "--version", "reprise simulate for riscv-virt", false, "qemu-system-misc"),
          new Tool("renode", "--version", "--simulator renode for STM32 targets (renode.io)", false, ""),
          new Tool("cmake", "--version", "the other build file of emitted projects", false, "cmake"),
          new Tool("openocd", "--version", "reprise flash", false, "openocd"),
          new Tool("st-flash", "--version", "reprise flash, instead of openocd", false, "stlink-tools"),
          new Tool("socat", "-V", "tests of serial links", false, "socat"),
          new Tool("cppcheck", "--version", "checks of C code", false, "cppcheck"),
          new Tool("clang-tidy", "--version", "checks of C code", false, "clang-tidy"));

  private Doctor() {}

  public static List<Finding> examine() {
    List<Finding> findings = new ArrayList<>();
    findings.add(new Finding("java", true, System.getProperty("java.version"), "running Reprise (17 or newer)", true, ""));
    for (Tool tool : TOOLS) {
      boolean present = Programs.find(tool.program).isPresent();
      String version = present ? version(tool) : "";
      String remedy = tool.debianPackages.isEmpty() ? "not in Debian: a release from its site, on the PATH" : "apt-get install " + tool.debianPackages;
      findings.add(new Finding(tool.program, present, version, tool.purpose, tool.required, remedy));
    }
    findings.add(fusedMultiplyAdd());
    return findings;
  }

  private static String version(Tool tool) {
    try {
      Process process = new ProcessBuilder(tool.program, tool.versionFlag).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      Matcher matcher = VERSION.matcher(said);
      return matcher.find() ? matcher.group() : "?";
    } catch (IOException e) {
      return "?";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "?";
    }
  }

  /** Without the instruction fmaf is computed by the C library: the same bits, many times slower. */
  private static Finding fusedMultiplyAdd() {
    Optional<String> flags = cpuFlags();
    boolean x86 = flags.isPresent();
    boolean present = !x86 || flags.get().contains(" fma ");
    String version = x86 ? "" : "not looked for on this processor";
    String remedy = "another computer; or use accumulate: separate";
    return new Finding("CPU instruction FMA", present, version, "speed of host builds with accumulate: fused", false, remedy);
  }

  private static Optional<String> cpuFlags() {
    try {
      return Files.readAllLines(CPU).stream().filter(line -> line.startsWith("flags")).map(line -> line + " ").findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
