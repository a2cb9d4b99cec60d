package dev.reprise.host.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.TreeSet;

/** The name that was probably meant. */
public final class NearestName {
  private NearestName() {}

  /** Of {@code names} (not empty) the one with the least Levenshtein distance to {@code typed}; the alphabetically first of several. */
  public static String of(String typed, Collection<String> names) {
    return new TreeSet<>(names).stream().min(Comparator.comparingInt(name -> distance(typed, name))).orElseThrow();
  }

  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
