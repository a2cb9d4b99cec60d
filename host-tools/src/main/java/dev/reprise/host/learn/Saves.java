package dev.reprise.host.learn;

/** What a run does with the device's storage. */
public enum Saves {
  /** Nothing. */
  NONE,
  /** Save after each event. */
  EACH_EVENT,
  /** Go on behind the last save, where there is one, and save after each event: what was learned since is sent again. */
  RESUME
}
