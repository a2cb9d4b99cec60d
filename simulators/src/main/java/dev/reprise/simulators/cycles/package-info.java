/** Estimated cycles of firmware: what QEMU executed, counted per block, joined with the disassembly and a core's timing table. */
package dev.reprise.simulators.cycles;
