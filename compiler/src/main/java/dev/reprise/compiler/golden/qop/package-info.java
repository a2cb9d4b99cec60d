/** What each integer operator of the frozen stage computes (N6): one class per operator, named after its record in {@code quantize.op}. */
package dev.reprise.compiler.golden.qop;
