package dev.reprise.host.explore;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.models.MobileNetV1;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Design spaces that others have published figures for. */
public enum ExplorePreset {
  /**
   * MobileNet-V1 1.0 at 128x128, 50 classes, with seeded weights, in the protocol of CORe50 NICv2-391: events of about 300 images, minibatches of 21 new and 107 replayed samples. LR points are
   * numbered as published: conv1 is layer 0, depthwise convolutions are odd, pointwise ones even; the latent is the output of the layer, 27 being the pooled features in front of the classifier.
   */
  QLR_CL;

  private static final int CLASSES = 50;
  private static final int RESOLUTION = 128;
  private static final int EVENT = 300;

  /** @throws RepriseException RP2130 where there is none of this name */
  public static ExplorePreset named(String name) {
    return Arrays.stream(values())
        .filter(p -> p.title().equals(name))
        .findFirst()
        .orElseThrow(() -> RepriseException.of(ExploreError.UNKNOWN_PRESET, name, Arrays.stream(values()).map(ExplorePreset::title).collect(Collectors.joining(", "))));
  }

  /** As the user writes it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String model() {
    return "MobileNet-V1 1.0, " + RESOLUTION + "x" + RESOLUTION + ", " + CLASSES + " classes, seeded weights";
  }

  public FrontEnd front() {
    return FrontEnd.of(MobileNetV1.build(1.0, RESOLUTION, CLASSES, true, 1));
  }

  /** The targets' names, with their titles: the first is compared with the second. */
  public Map<String, String> targets() {
    Map<String, String> targets = new LinkedHashMap<>();
    targets.put("vega-hyperram", "VEGA with 64 MB of HyperRAM");
    targets.put("stm32l476-nucleo", "STM32L476 core with unlimited external memory without wait states (the part itself cannot hold it)");
    return targets;
  }

  /** LR points with the nodes behind which they cut. */
  public Map<String, String> splits() {
    Map<String, String> points = new LinkedHashMap<>();
    points.put("19", "conv5_4/dw/relu");
    points.put("21", "conv5_5/dw/relu");
    points.put("23", "conv5_6/dw/relu");
    points.put("25", "conv6/dw/relu");
    points.put("27", "pool6");
    return points;
  }

  public List<Integer> bits() {
    return List.of(8, 7);
  }

  public List<Integer> slots() {
    return List.of(375, 750, 1500, 3000);
  }

  /** SGD as published; the rate changes no figure here. */
  public LearnerSettings settings() {
    TrainingConfig training = new TrainingConfig(1, 4, 21, 107, 1e-3f, 0.9f, false, 5e-4f, Schedule.CONSTANT, 0.1f, 100, 0f);
    return LearnerSettings.defaults().withTraining(training).withEvents(EVENT, EVENT);
  }

  public PublishedStudy study() {
    return new QlrClStudy();
  }
}
