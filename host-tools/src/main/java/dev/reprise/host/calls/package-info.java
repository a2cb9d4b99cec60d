/** What single kernel calls of a learner take: each is made by a small program of its own code, operands and constants, on the target's simulator. */
package dev.reprise.host.calls;
