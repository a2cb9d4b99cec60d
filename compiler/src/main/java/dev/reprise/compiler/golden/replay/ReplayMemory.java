package dev.reprise.compiler.golden.replay;

import java.util.Arrays;

/** Slots of stored latents with their labels and the counters of the policies (docs/numerics.md, N9). */
public final class ReplayMemory {
  private final byte[][] slots;
  private final int[] labels;
  private final long[] classSeen;
  private int used;
  private long seen;
  private int cursor;

  /**
   * An empty memory.
   *
   * @param capacity M, the slots in use; may be 0
   */
  public ReplayMemory(int capacity, int classes) {
    slots = new byte[capacity][];
    labels = new int[capacity];
    classSeen = new long[classes];
  }

  /** The same contents with another number of slots in use, or a plain copy. */
  public ReplayMemory withCapacity(int capacity) {
    if (capacity < used) {
      throw new IllegalArgumentException(used + " slots are filled; " + capacity + " cannot hold them");
    }
    ReplayMemory copy = new ReplayMemory(capacity, classSeen.length);
    System.arraycopy(slots, 0, copy.slots, 0, used); // a stored latent is never changed, only replaced
    System.arraycopy(labels, 0, copy.labels, 0, used);
    System.arraycopy(classSeen, 0, copy.classSeen, 0, classSeen.length);
    copy.used = used;
    copy.seen = seen;
    copy.cursor = capacity == slots.length ? cursor : capacity == 0 ? 0 : used % capacity;
    return copy;
  }

  /** Stores a sample before the first event (N9.1). */
  public void fill(byte[] latent, int label) {
    slots[used] = latent;
    labels[used] = label;
    used++;
    seen++;
    classSeen[label]++;
    cursor = used % slots.length;
  }

  public int capacity() {
    return slots.length;
  }

  public int used() {
    return used;
  }

  /** Samples counted by the fill and the reservoir policy. */
  public long seen() {
    return seen;
  }

  /** Samples of a class counted by the fill and the class-balanced policy. */
  public long classSeen(int label) {
    return classSeen[label];
  }

  /** The packed latent of a slot. */
  public byte[] latent(int slot) {
    return slots[slot];
  }

  public int label(int slot) {
    return labels[slot];
  }

  /** Labels of the filled slots. */
  public int[] labels() {
    return Arrays.copyOf(labels, used);
  }

  void store(int slot, byte[] latent, int label) {
    slots[slot] = latent;
    labels[slot] = label;
  }

  void setLabel(int slot, int label) {
    labels[slot] = label;
  }

  boolean full() {
    return used == slots.length;
  }

  /** Takes the next free slot. */
  int take() {
    return used++;
  }

  long countSeen() {
    return ++seen;
  }

  long countSeen(int label) {
    return ++classSeen[label];
  }

  /** The next slot of the first-in-first-out policy. */
  int takeOldest() {
    int slot = cursor;
    cursor = (cursor + 1) % slots.length;
    used = Math.max(used, slot + 1);
    return slot;
  }
}
