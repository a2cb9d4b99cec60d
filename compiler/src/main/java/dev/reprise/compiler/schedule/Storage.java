package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.Buffer;
import java.util.List;

/**
 * One piece of arena memory and the buffers that use it one after the other, each taking it over in place.
 *
 * @param buffers in the order of their use; the first names the storage
 * @param bytes of the largest
 * @param first first time step at which it is live
 * @param last last time step (inclusive)
 */
public record Storage(List<Buffer> buffers, long bytes, int first, int last) {
  public Storage {
    buffers = List.copyOf(buffers);
  }

  public String name() {
    return buffers.get(0).name();
  }
}
