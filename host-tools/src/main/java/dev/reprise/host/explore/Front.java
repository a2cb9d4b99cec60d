package dev.reprise.host.explore;

import dev.reprise.host.explore.ExploreReport.Point;
import dev.reprise.host.explore.ExploreReport.StageFigures;
import java.util.List;

/** The Pareto front of memory and latency over how much is trained. */
final class Front {
  private Front() {}

  /**
   * {@code points} of one target, those on the front marked: no other point trains as many weights in no more RAM and no more time, one of the three strictly better.
   *
   * @param stages of all targets
   */
  static List<Point> mark(List<Point> points, List<StageFigures> stages) {
    return points.stream().map(p -> points.stream().noneMatch(q -> dominates(q, p, stages)) ? marked(p) : p).toList();
  }

  private static boolean dominates(Point q, Point p, List<StageFigures> stages) {
    long more = weights(q, stages) - weights(p, stages);
    boolean asGood = more >= 0 && q.ramBytes() <= p.ramBytes() && q.seconds() <= p.seconds();
    return asGood && (more > 0 || q.ramBytes() < p.ramBytes() || q.seconds() < p.seconds());
  }

  private static long weights(Point p, List<StageFigures> stages) {
    return stages.stream().filter(s -> s.target().equals(p.target()) && s.split().equals(p.split()) && s.bits() == p.bits()).findFirst().orElseThrow().trainedWeights();
  }

  private static Point marked(Point p) {
    return new Point(p.target(), p.split(), p.bits(), p.slots(), p.replayBytes(), p.ramBytes(), p.ram(), p.constantBytes(), p.fits(), p.seconds(), true);
  }
}
