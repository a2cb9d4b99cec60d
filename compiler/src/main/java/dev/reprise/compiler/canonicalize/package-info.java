/** Passes that bring an imported graph into canonical form. */
package dev.reprise.compiler.canonicalize;
