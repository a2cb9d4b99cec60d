/* Xpulp (RI5CY, XpulpV2) instructions for inline assembly. Stock assemblers do not know them, so each is its encoding (RI5CY user manual, chapters
 * "Hardware Loops" and "Post-Incrementing Load & Store Instructions"). Register operands are strings such as "%[a]".
 *
 * A hardware loop needs a body of at least two uncompressed instructions (".option norvc") without a branch at its end. */
#ifndef RP_XPULP_H
#define RP_XPULP_H

/* Defined where Xpulp instructions can run; elsewhere kernels take the portable twin of each block. */
#if defined(RP_XPULP) && !defined(__riscv)
#error "RP_XPULP is for RISC-V"
#endif

/* Blocks keep their sums in registers only where they are inlined into the loop that stores them. */
#define RP_XPULP_INLINE inline __attribute__((always_inline))

/* rd = word at rs, then rs += immediate. */
#define RP_P_LW_IMMEDIATE(rd, rs, immediate) ".insn i 0x0b, 2, " rd ", " rs ", " immediate "\n"
/* rd = word at rs, then rs += increment (register). */
#define RP_P_LW_REGISTER(rd, rs, increment) ".insn r 0x0b, 7, 0x10, " rd ", " rs ", " increment "\n"
/* Word at rs = value, then rs += immediate. */
#define RP_P_SW_IMMEDIATE(value, rs, immediate) ".insn s 0x2b, 2, " value ", " immediate "(" rs ")\n"
/* Word at rs = value, then rs += increment (register). */
#define RP_P_SW_REGISTER(value, rs, increment) ".insn r 0x2b, 6, 0x00, " increment ", " rs ", " value "\n"
/* rd = rd + rs1*rs2 and rd = rd - rs1*rs2, in integers: one cycle, where a product alone takes two. */
#define RP_P_MAC(rd, rs1, rs2) ".insn r 0x33, 0, 0x21, " rd ", " rs1 ", " rs2 "\n"
#define RP_P_MSU(rd, rs1, rs2) ".insn r 0x33, 1, 0x21, " rd ", " rs1 ", " rs2 "\n"
/* Repeats what follows `count` (register, at least 1) times: `halfwords` = 2 * instructions. Loop 0 lies inside loop 1. */
#define RP_LP_SETUP_0(count, halfwords) ".insn i 0x7b, 4, x0, " count ", " halfwords "\n"
#define RP_LP_SETUP_1(count, halfwords) ".insn i 0x7b, 4, x1, " count ", " halfwords "\n"

#define RP_XPULP_BEGIN ".option push\n.option norvc\n"
#define RP_XPULP_END ".option pop\n"

#endif
