/**
 * The golden executor: the numeric contract (docs/numerics.md) as plain loops. It shares no code with {@code program}, {@code differentiate},
 * {@code schedule} or {@code emit}, so that a mistake there cannot hide here.
 */
package dev.reprise.compiler.golden;
