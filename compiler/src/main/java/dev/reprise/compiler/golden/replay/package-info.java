/** The replay memory and the policies that overwrite it (docs/numerics.md, N9): one class per policy. */
package dev.reprise.compiler.golden.replay;
