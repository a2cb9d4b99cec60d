/** What each operator computes, forward and backward: one class per operator, named after its record in {@code ir.op}. */
package dev.reprise.compiler.golden.op;
