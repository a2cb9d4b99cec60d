package dev.reprise.host.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Height and width of an image in pixels. */
record ImageSize(int height, int width) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})(?:x([1-9]\\d{0,4}))?");

  static final class Converter implements ITypeConverter<ImageSize> {
    @Override
    public ImageSize convert(String text) {
      Matcher m = FORM.matcher(text);
      if (!m.matches()) {
        throw new TypeConversionException("'" + text + "' is no size; write height and width such as 96x128, or 96 for a square");
      }
      int height = Integer.parseInt(m.group(1));
      return new ImageSize(height, m.group(2) == null ? height : Integer.parseInt(m.group(2)));
    }
  }
}
