package dev.reprise.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user types wrongly is told what is wrong with it: exit code 2 where the usage is, 1 where a file or device is, never a stack trace. */
class WrongArgumentsTest {
  @TempDir private static Path folder;

  private static Path project;

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), args.toArray(String[]::new));
    return new Outcome(code, out.toString(), err.toString());
  }

  private static List<String> compile(Path output, String... more) {
    String model = Path.of(System.getProperty("reprise.home")).resolve("test-vectors/models/digits0to4.onnx").toString();
    List<String> args = new ArrayList<>(List.of("compile", model, "--calibration", "digits:1,4", "-o", output.toString()));
    args.addAll(List.of(more));
    return args;
  }

  private static List<String> learn(String... more) {
    List<String> args = new ArrayList<>(List.of("learn", project.toString(), "--data", "digits:2,40", "--device", "golden"));
    args.addAll(List.of(more));
    return args;
  }

  @BeforeAll
  static void compiled() {
    project = folder.resolve("ein schönes 'Projekt', 50 %");
    Outcome outcome = run(compile(project, "--replay", "20", "--event-max", "10", "--no-momentum"));
    assertThat(outcome.code).as(outcome.err).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --minibatch=garbage     | neither NEW:REPLAY
          --minibatch=1:x         | neither NEW:REPLAY
          --minibatch=:           | neither NEW:REPLAY
          --minibatch=-1:5        | neither NEW:REPLAY
          --minibatch=99999999999 | neither NEW:REPLAY
          --minibatch=0           | is 0 samples
          --minibatch=0:5         | no new samples
          --minibatch=65535:1     | is 65536 samples
          --image-size=garbage    | '--image-size': 'garbage' is no size
          --image-size=0x0        | no size
          --image-size=9x9x9      | no size
          --scale=-1              | --scale must be a positive number
          --scale=NaN             | --scale must be a positive number
          --epochs=0              | --epochs must be 1 to 65535, not 0
          --epochs=65536          | --epochs must be
          --step-size=0           | --step-size must be at least 1
          --lr=-1                 | --lr must be 0 or a positive number
          --lr=Infinity           | --lr must be
          --momentum=NaN          | --momentum must be
          --weight-decay=-0.1     | --weight-decay must be
          --gamma=NaN             | --gamma must be
          --min-lr=NaN            | --min-lr must be
          """)
  void compileAndLearnRefuse(String option, String message) {
    for (List<String> args : List.of(compile(folder.resolve("never"), option), learn(option))) {
      Outcome outcome = run(args);
      assertThat(outcome.code).as(outcome.err).isEqualTo(2);
      assertThat(outcome.err).contains(message, "Try 'reprise " + args.get(0) + " --help'");
      assertThat(outcome.out).isEmpty();
    }
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bits=9                 | --bits must be 1 to 8, or 32
          --bits=0                 | --bits must be
          --micro-batch=0          | --micro-batch must be 1 to 1024
          --replay=65536           | --replay must be 0 to 65535
          --event-max=0            | --event-max must be
          --event-latents=-2       | --event-latents must be
          --calibration-samples=0  | --calibration-samples must be at least 1
          --input-scale=0          | --input-scale must be a positive number
          --input-scale=Infinity   | --input-scale must be
          --input-zero-point=256   | --input-zero-point must be 0 to 255
          --policy=newest          | '--policy'
          --dim=N                  | KEY=VALUE
          """)
  void compileRefuses(String option, String message) {
    Outcome outcome = run(compile(folder.resolve("never"), option));
    assertThat(outcome.code).as(outcome.err).isEqualTo(2);
    assertThat(outcome.err).contains(message, "Try 'reprise compile --help'");
    assertThat(folder.resolve("never")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --per-class=-1           | 2 | --per-class must be at least 0
          --event-size=0           | 2 | --event-size must be at least 1
          --fill=-1                | 2 | --fill must be at least 0
          --replay=21              | 2 | --replay must be 0 to 20
          --replay=-1              | 2 | --replay must be 0 to 20
          --momentum=0.5           | 2 | --no-momentum
          --event-classes=5-10     | 2 | class 10: the model has 10 classes
          --event-classes=9-5      | 2 | no list of classes
          --event-classes=five     | 2 | no list of classes
          --time-limit=0           | 2 | --time-limit must be at least 1
          --event-size=11          | 1 | RP2232
          --events=/no/such/file   | 1 | RP2237
          --data=digits:1,-5       | 1 | RP1702
          --data=digits:1,5[3:9]   | 1 | RP1711
          --data=csv:/no/such/file | 1 | there is no such file
          --data=npz:/no/such/file | 1 | no such file
          --device=nothing         | 1 | RP1906
          --device=qemu            | 1 | RP1902
          --device=serial:/dev/x@y | 1 | RP1808
          --device=tcp:localhost   | 1 | RP1808
          """)
  void learnRefuses(String option, int code, String message) {
    List<String> args = learn(option);
    args.removeIf(a -> option.startsWith(a + "="));
    args.removeIf(a -> option.startsWith("--data=") && a.startsWith("digits") || option.startsWith("--device=") && a.equals("golden"));
    Outcome outcome = run(args);
    assertThat(outcome.code).as(outcome.err).isEqualTo(code);
    assertThat(outcome.err).contains(message).doesNotContain("RP2203");
    assertThat(outcome.out).isEmpty();
  }

  @Test
  void damagedProjectsAreTold() throws Exception {
    Path damaged = Files.createDirectories(folder.resolve("damaged"));
    byte[] model = Files.readAllBytes(project.resolve("model.cbor"));
    for (int length : new int[] {0, 1, 50, 500, 5000, model.length - 1}) {
      Files.write(damaged.resolve("model.cbor"), java.util.Arrays.copyOf(model, length));
      Outcome outcome = run(List.of("learn", damaged.toString(), "--data", "digits:1,5"));
      assertThat(outcome.code).isEqualTo(1);
      assertThat(outcome.err).contains("RP1550", "model.cbor").doesNotContain("Source", "dev.reprise").hasLineCount(2);
    }
    String report = Files.readString(project.resolve("report.json"));
    for (String text : List.of("", report.substring(0, 200), "[]", "null", "{\"memory\": 3}", "{\"memory\": {}}", "{\"memory\": {\"entries\": []}}", "{\"name\": 5, \"memory\": {\"entries\": []}}")) {
      Files.writeString(damaged.resolve("report.json"), text);
      Outcome outcome = run(List.of("measure", damaged.toString()));
      assertThat(outcome.code).isEqualTo(1);
      assertThat(outcome.err).as(text).contains("RP2105", "report.json");
    }
    for (String command : List.of("build", "measure", "simulate")) {
      Outcome outcome = run(List.of(command, folder.resolve("nowhere").toString()));
      assertThat(outcome.code).isEqualTo(1);
      assertThat(outcome.err).contains("there is no such file");
    }
  }

  @Test
  void optionFilesAreTold() throws Exception {
    Path config = folder.resolve("options.yaml");
    for (String[] c :
        new String[][] {
          {"epochs: 3\nepochs: 4\n", "RP2250"}, {"learn: 5\n", "RP2253"}, {"learn:\n  epochs: {a: 1}\n", "RP2252"}, {"a: b: c\n", "RP2250"},
          {"learn:\n  epochs: many\n", "'many' is not an int"}, {"learn:\n  minibatch: x\n", "neither NEW:REPLAY"},
        }) {
      Files.writeString(config, c[0]);
      Outcome outcome = run(learn("--config", config.toString()));
      assertThat(outcome.code).isIn(1, 2);
      assertThat(outcome.err).as(c[0]).contains(c[1]).doesNotContain("RP2203");
    }
    Files.write(config, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThat(run(learn("--config", config.toString())).err).contains("RP2250", "no UTF-8 text");
    Outcome missing = run(learn("--config", folder.resolve("none.yaml").toString()));
    assertThat(missing.err).contains("RP2250", "there is no such file");
  }

  @Test
  void pathsWithBlanksQuotesAndUmlautsWork() throws Exception {
    Path junit = folder.resolve("Prüfung 1.xml");
    List<String> args =
        List.of("verify", project.toString(), "--data", "digits:2,40", "--event-classes", "5", "--epochs", "1", "--device", "host", "--junit", junit.toString());
    Outcome outcome = run(args);
    assertThat(outcome.code).as(outcome.err).isZero();
    assertThat(outcome.out).contains("all equal");
    assertThat(Files.readString(junit)).contains("failures=\"0\"");
  }
}
