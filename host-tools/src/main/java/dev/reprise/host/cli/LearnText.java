package dev.reprise.host.cli;

import dev.reprise.host.device.Traffic;
import dev.reprise.host.learn.Accuracy;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventResult;
import dev.reprise.host.learn.LearnResult;
import java.util.Locale;

/** A learning run as text. */
final class LearnText {
  private LearnText() {}

  /** @param naive the run without replay memory; null = none */
  static String render(LearnResult result, LearnResult naive, CodedDataset data) {
    StringBuilder out = new StringBuilder();
    out.append("learned on ").append(result.device()).append("; ").append(result.filled()).append(" samples in the replay memory before\n\n");
    out.append(events(result)).append('\n');
    if (result.last() != null) {
      out.append(classes(result, naive, data)).append('\n');
      out.append("average forgetting of the classes known before, in points: ").append(percent(result.averageForgetting()));
      out.append(naive == null ? "\n" : ", without replay " + percent(naive.averageForgetting()) + "\n");
    }
    out.append(result.samplesSent() + (naive == null ? 0 : naive.samplesSent())).append(" samples sent");
    // The counters of a link are those since it was opened: the later run's hold both.
    Traffic traffic = naive == null ? result.traffic() : naive.traffic();
    if (traffic != null) {
      out.append(", ").append(traffic.bytesSent()).append(" bytes to and ").append(traffic.bytesReceived()).append(" bytes from the device, ");
      out.append(traffic.repeats()).append(" frames repeated");
    }
    return out.append('\n').toString();
  }

  private static String events(LearnResult result) {
    TextTable table = new TextTable("event", "samples", "steps", "loss first", "loss last", "replaced", "used", "before %", "after %");
    for (EventResult e : result.events()) {
      table.row(
          e.name(), e.samples(), e.steps(), loss(e.firstLoss()), loss(e.lastLoss()), e.replaced(), e.used(), overall(e.before()), overall(e.after()));
    }
    return table.render();
  }

  private static String classes(LearnResult result, LearnResult naive, CodedDataset data) {
    TextTable table = new TextTable("class", "tested", "before %", "after %", "forgotten", "without replay %");
    Accuracy first = result.first();
    Accuracy last = result.last();
    EventResult end = result.events().get(result.events().size() - 1);
    for (int c = 0; c < last.classes(); c++) {
      if (last.total().get(c) > 0) {
        String without = naive == null ? "-" : percent(naive.last().of(c));
        table.row(data.className(c), last.total().get(c), percent(first.of(c)), percent(last.of(c)), percent(end.forgetting().get(c)), without);
      }
    }
    int total = last.total().stream().mapToInt(Integer::intValue).sum();
    table.row("all", total, overall(first), overall(last), "-", naive == null ? "-" : overall(naive.last()));
    return table.render();
  }

  private static String loss(float loss) {
    return String.format(Locale.ROOT, "%.4f", loss);
  }

  private static String overall(Accuracy accuracy) {
    return accuracy == null ? "-" : percent(accuracy.overall());
  }

  private static String percent(double fraction) {
    return Double.isNaN(fraction) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * fraction);
  }
}
