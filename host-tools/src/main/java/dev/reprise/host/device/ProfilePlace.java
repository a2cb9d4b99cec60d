package dev.reprise.host.device;

/** Places behind the kernel calls, in the order of {@code rp_profile.h}. */
public enum ProfilePlace {
  PACK,
  UNPACK,
  UPDATE,
  LEARNER,
  LINK,
  LINE,
  OUTSIDE
}
