package dev.reprise.host.bench;

import dev.reprise.host.bench.BenchCase.Step;
import java.util.ArrayList;
import java.util.List;

/** The shapes that public kernels are compared at: keyword spotting (DS-CNN), image classification (MobileNetV1-0.25 at 96x96), and training layers. */
final class BenchCases {
  private BenchCases() {}

  static List<BenchCase> all() {
    List<BenchCase> cases = new ArrayList<>(frozen());
    for (Step step : Step.values()) {
      cases.add(BenchCase.conv("conv_pw", step, pointwise(64, 64, 25, 5)));
    }
    for (Step step : Step.values()) {
      cases.add(BenchCase.conv("conv_pw", step, pointwise(128, 128, 8, 8)));
    }
    for (Step step : Step.values()) {
      cases.add(BenchCase.linear(step, 512, 64));
    }
    for (Step step : Step.values()) {
      cases.add(BenchCase.conv("conv", step, new ConvShape(16, 16, 16, 16, 16, 16, 3, 3, 1, 1, 1, 1)));
    }
    for (Step step : Step.values()) {
      cases.add(BenchCase.conv("conv_dw", step, depthwise(64, 25, 5)));
    }
    cases.add(BenchCase.conv("conv_dw", Step.INPUT_GRADIENT, new ConvShape(64, 25, 5, 64, 13, 3, 3, 3, 2, 1, 1, 64)));
    return List.copyOf(cases);
  }

  private static List<BenchCase> frozen() {
    return List.of(
        BenchCase.frozenConv("conv", new ConvShape(1, 49, 10, 64, 25, 5, 10, 4, 2, 4, 1, 1)),
        BenchCase.frozenConv("conv_dw", depthwise(64, 25, 5)),
        BenchCase.frozenConv("conv_pw", pointwise(64, 64, 25, 5)),
        BenchCase.frozenConv("conv", new ConvShape(3, 96, 96, 8, 48, 48, 3, 3, 2, 0, 0, 1)),
        BenchCase.frozenConv("conv_dw", new ConvShape(16, 48, 48, 16, 24, 24, 3, 3, 2, 0, 0, 16)),
        BenchCase.frozenConv("conv_pw", pointwise(128, 128, 6, 6)),
        BenchCase.frozenLinear(64, 12));
  }

  private static ConvShape pointwise(int in, int out, int height, int width) {
    return new ConvShape(in, height, width, out, height, width, 1, 1, 1, 0, 0, 1);
  }

  private static ConvShape depthwise(int channels, int height, int width) {
    return new ConvShape(channels, height, width, channels, height, width, 3, 3, 1, 1, 1, channels);
  }
}
