/**
 * The kernels that can compute the frozen stage on a core, what each wants of layout, weights and scratch and what it is estimated to cost, and the search
 * for the cheapest combination. Cycles are estimates under the timing tables of docs/cycles.md.
 */
package dev.reprise.compiler.kernel;
