package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 65536}, {@code 64K}, {@code 1.5M}, with or without a final B or iB; K is 1024. */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*([KM]?)(?:I?B)?");

  private ByteSize() {}

  /** Bytes, rounded down; RP2103 where {@code text} is no size. */
  public static long parse(String text) {
    Matcher m = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!m.matches()) {
      throw RepriseException.of(MeasureError.BAD_SIZE, "budget", text);
    }
    long unit = m.group(2).equals("K") ? 1024 : m.group(2).equals("M") ? 1024 * 1024 : 1;
    return (long) (Double.parseDouble(m.group(1)) * unit);
  }
}
