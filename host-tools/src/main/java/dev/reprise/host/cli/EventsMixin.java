package dev.reprise.host.cli;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.EventPlanner;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What to learn in which order. */
final class EventsMixin {
  @Option(names = "--event-classes", paramLabel = "LIST", description = "Classes to learn, for example 5-9 (default: all).")
  private String eventClasses;

  @Option(names = "--per-class", paramLabel = "N", defaultValue = "0", description = "At most N new samples of each class (default: all).")
  private int perClass;

  @Option(
      names = "--event-size",
      paramLabel = "N",
      description = "Events of N samples in the order of the data set (default: one event per class).")
  private Integer eventSize;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Events from a file, one per line: 'NAME: 0 1 2 10-19' (indices of the data set).")
  private Path eventFile;

  @Option(
      names = "--fill-classes",
      paramLabel = "LIST",
      description = "Classes of which samples fill the replay memory first (default: those not in --event-classes).")
  private String fillClasses;

  @Option(names = "--fill", paramLabel = "N", description = "How many, in random order (default: all, or as many as the memory holds).")
  private Integer fill;

  EventPlan plan(CommandLine line, CodedDataset data, LearnerModel model, int slots, String place, long seed) {
    Usage.requireAtLeast(line, "--per-class", perClass, 0);
    Usage.requireAtLeast(line, "--event-size", eventSize == null ? 1 : eventSize, 1);
    Usage.requireAtLeast(line, "--fill", fill == null ? 0 : fill, 0);
    EventPlanner planner = new EventPlanner(data, place);
    SortedSet<Integer> all = classes(line, "0-" + (model.classes() - 1), model);
    SortedSet<Integer> learned = eventClasses == null ? all : classes(line, eventClasses, model);
    SortedSet<Integer> filled = new TreeSet<>(all);
    filled.removeAll(learned);
    if (fillClasses != null) {
      filled = classes(line, fillClasses, model);
    }
    int count = fill != null ? fill : planner.count(filled);
    return new EventPlan(planner.fill(filled, Math.min(count, slots), seed), events(planner, learned));
  }

  private List<EventPlan.Event> events(EventPlanner planner, SortedSet<Integer> learned) {
    if (eventFile != null) {
      return planner.fromFile(eventFile);
    }
    return eventSize != null ? planner.bySize(learned, eventSize) : planner.byClass(learned, perClass);
  }

  private static SortedSet<Integer> classes(CommandLine line, String text, LearnerModel model) {
    boolean wellFormed = text.matches("\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*");
    SortedSet<Integer> classes = wellFormed ? EventPlanner.classes(text) : new TreeSet<>();
    Usage.require(line, !classes.isEmpty(), "'" + text + "' is no list of classes; write for example 0-4,7");
    Usage.require(line, classes.last() < model.classes(), "class " + classes.last() + ": the model has " + model.classes() + " classes");
    return classes;
  }
}
