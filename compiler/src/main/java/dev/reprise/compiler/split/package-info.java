/** Where a canonical graph can be cut into a frozen and an adaptive stage, and the cut itself. */
package dev.reprise.compiler.split;
