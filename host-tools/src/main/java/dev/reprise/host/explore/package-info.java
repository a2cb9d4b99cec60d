/** The design space of a learner: what each split, width of latents and size of the replay memory takes on each target. */
package dev.reprise.host.explore;
