package dev.reprise.host.cli;

import dev.reprise.compiler.learn.TrainingConfig;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A minibatch as the user writes it: {@code NEW:REPLAY}, or its size alone.
 *
 * @param fresh new samples; 0 = in proportion to what there is ({@link TrainingConfig#newPerMinibatch})
 * @param replay replayed samples, or the size of the whole minibatch where {@code fresh} is 0
 */
record Minibatch(int fresh, int replay) {
  private static final Pattern FORM = Pattern.compile("(?:(\\d{1,5}):)?(\\d{1,5})");
  private static final int MOST = 0xffff;

  static final class Converter implements ITypeConverter<Minibatch> {
    @Override
    public Minibatch convert(String text) {
      Matcher m = FORM.matcher(text);
      if (!m.matches()) {
        throw new TypeConversionException("'" + text + "' is neither NEW:REPLAY, such as 13:51, nor a size, such as 64");
      }
      Minibatch minibatch = new Minibatch(m.group(1) == null ? 0 : Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
      if (m.group(1) != null && minibatch.fresh == 0) {
        throw new TypeConversionException("'" + text + "' has no new samples; they are at least 1");
      }
      int size = minibatch.fresh + minibatch.replay;
      if (size == 0 || size > MOST) {
        throw new TypeConversionException("'" + text + "' is " + size + " samples; they are 1 to " + MOST);
      }
      return minibatch;
    }
  }
}
