/* Standard output, which simulators print line by line, and the end of a run. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdint.h>

void output_text(const char *text);

/* Eight hexadecimal digits. */
void output_hex(uint32_t value);

/* Ends the run. Of the fabric controller; the cluster ends by returning from main. */
__attribute__((noreturn)) void finish(uint32_t code);

#endif
