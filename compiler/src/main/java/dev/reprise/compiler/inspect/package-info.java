/** The figures of {@code reprise inspect}. */
package dev.reprise.compiler.inspect;
