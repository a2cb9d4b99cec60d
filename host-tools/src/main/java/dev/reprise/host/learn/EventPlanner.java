package dev.reprise.host.learn;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Divides a data set into what fills the replay memory and events. */
public final class EventPlanner {
  private final CodedDataset data;
  private final String place;

  public EventPlanner(CodedDataset data, String place) {
    this.data = data;
    this.place = place;
  }

  /** Samples of {@code classes}. */
  public int count(SortedSet<Integer> classes) {
    return (int) IntStream.range(0, data.size()).filter(i -> classes.contains(data.label(i))).count();
  }

  /**
   * {@code count} samples of {@code classes} in random order.
   *
   * @throws RepriseException RP2235 where there are fewer
   */
  public List<Integer> fill(SortedSet<Integer> classes, int count, long seed) {
    List<Integer> candidates = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      if (classes.contains(data.label(i))) {
        candidates.add(i);
      }
    }
    if (candidates.size() < count) {
      throw RepriseException.of(LearnError.NOT_ENOUGH_FILL, place, candidates.size(), count);
    }
    Collections.shuffle(candidates, new Random(seed));
    return candidates.subList(0, count);
  }

  /**
   * One event per class in ascending order, samples in the order of the data set.
   *
   * @param perClass at most so many of each; 0 = all
   */
  public List<EventPlan.Event> byClass(SortedSet<Integer> classes, int perClass) {
    TreeMap<Integer, List<Integer>> found = new TreeMap<>();
    for (int i = 0; i < data.size(); i++) {
      int label = data.label(i);
      if (classes.contains(label)) {
        List<Integer> samples = found.computeIfAbsent(label, k -> new ArrayList<>());
        if (perClass == 0 || samples.size() < perClass) {
          samples.add(i);
        }
      }
    }
    List<EventPlan.Event> events = new ArrayList<>();
    found.forEach((label, samples) -> events.add(new EventPlan.Event("class " + data.className(label), samples)));
    return nonEmpty(events);
  }

  /** Events of {@code size} samples of {@code classes} in the order of the data set; the last may be smaller. */
  public List<EventPlan.Event> bySize(SortedSet<Integer> classes, int size) {
    List<EventPlan.Event> events = new ArrayList<>();
    List<Integer> samples = new ArrayList<>();
    for (int i = 0; i < data.size(); i++) {
      if (classes.contains(data.label(i))) {
        samples.add(i);
        if (samples.size() == size) {
          events.add(new EventPlan.Event("event " + (events.size() + 1), samples));
          samples = new ArrayList<>();
        }
      }
    }
    if (!samples.isEmpty()) {
      events.add(new EventPlan.Event("event " + (events.size() + 1), samples));
    }
    return nonEmpty(events);
  }

  /**
   * Events of a text file, one per line: {@code NAME: 0 1 2 10-19}; empty lines and lines that begin with # are skipped.
   *
   * @throws RepriseException RP2234
   */
  public List<EventPlan.Event> fromFile(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      String why = Files.exists(file) ? "it cannot be read as text" : "there is no such file";
      throw new RepriseException(Diagnostic.of(LearnError.NO_EVENT_FILE, file.toString(), why), e);
    }
    List<EventPlan.Event> events = new ArrayList<>();
    for (int n = 0; n < lines.size(); n++) {
      String line = lines.get(n).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        events.add(event(file, n + 1, line));
      }
    }
    return nonEmpty(events);
  }

  private EventPlan.Event event(Path file, int number, String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      throw RepriseException.of(LearnError.BAD_EVENT_FILE, file.toString(), number, "there is no colon behind a name");
    }
    List<Integer> samples = new ArrayList<>();
    for (String word : line.substring(colon + 1).strip().split("[\\s,]+")) {
      if (!word.matches("\\d{1,9}(-\\d{1,9})?")) {
        throw RepriseException.of(LearnError.BAD_EVENT_FILE, file.toString(), number, "'" + word + "' is no index");
      }
      String[] ends = word.split("-");
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[ends.length - 1]);
      if (from > to || to >= data.size()) {
        throw RepriseException.of(LearnError.BAD_EVENT_FILE, file.toString(), number, "'" + word + "' of " + data.size() + " samples");
      }
      for (int i = from; i <= to; i++) {
        samples.add(i);
      }
    }
    return new EventPlan.Event(line.substring(0, colon).strip(), samples);
  }

  private List<EventPlan.Event> nonEmpty(List<EventPlan.Event> events) {
    if (events.isEmpty()) {
      throw RepriseException.of(LearnError.NO_EVENTS, place);
    }
    return events;
  }

  /** Classes as the user writes them: {@code 0-4,7}. */
  public static SortedSet<Integer> classes(String text) {
    SortedSet<Integer> classes = new TreeSet<>();
    for (String part : text.split(",")) {
      String[] ends = part.strip().split("-");
      int from = Integer.parseInt(ends[0]);
      int to = Integer.parseInt(ends[ends.length - 1]);
      for (int c = from; c <= to; c++) {
        classes.add(c);
      }
    }
    return classes;
  }
}
